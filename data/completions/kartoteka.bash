# Completion of kartoteka(1) for bash.

_kartoteka_words() {
	local kinds="client company person interaction task deal product user pipeline stage"
	case $1 in
	"") echo demo import export list find show add set rm log due done move report print undo \
		redo history imports duplicates merge unmerge backup restore check stats help version ;;
	import | export | list | show | add | set | rm | duplicates | merge | unmerge) echo "$kinds" ;;
	report) echo pipeline-by-stage won-by-month activity lost-reasons stale-deals overdue-tasks ;;
	print) echo card list report labels ;;
	help) _kartoteka_words "" && echo "$kinds filter" ;;
	esac
}

_kartoteka_options() {
	local common="--db --config --lang --no-color --help --version"
	case $1 in
	"") echo "$common" ;;
	import) echo --dry-run --mode --match --duplicates --map --correct --values --sheet --encoding --delimiter --dates \
		--decimal --no-header --lenient --create-missing --erase-empty --reject \
		--force --json --profile --save-profile ;;
	export) echo --filter --columns --order --format --vcard --titles --encoding --replace \
		--delimiter --decimal --dates --bom --crlf --raw --clipboard --force ;;
	list) echo --filter --columns --order --limit --json --count ;;
	find) echo --limit --json ;;
	show) echo --json --vcard ;;
	add) echo --json ;;
	set) echo --version --filter --yes ;;
	log) echo --channel --direction --result --next --due --person --deal ;;
	due) echo --until --all --json ;;
	done) echo --result --note --next --due ;;
	move) echo --reason --note ;;
	report) echo --period --by --filter --format --json --encoding --delimiter --force ;;
	print) echo --printer --filter --columns --order --period --by --format --skip --force ;;
	history) echo --client --limit --json ;;
	imports) echo --rows --limit --json ;;
	duplicates) echo --json --limit --different ;;
	merge) echo --take --dry-run ;;
	backup) echo --force ;;
	stats) echo --json ;;
	esac
}

_kartoteka() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i words
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--db | --config | --lang) i=$((i + 1)) ;;
		-*) ;;
		*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done
	case $prev in
	--lang) words="en ru bg pl" ;;
	--format)
		words="table csv json xlsx pdf"
		[[ $command != export ]] || words="csv json xlsx vcf"
		[[ $command != print ]] || words="L7160 L7163 L7159 L7162 3424 3474 70x36 5160"
		;;
	--mode) words="add update both" ;;
	--duplicates) words="add skip update off" ;;
	--dates)
		words="dmy mdy ymd"
		[[ $command != export ]] || words="iso dmy mdy"
		;;
	--vcard) words="3.0 4.0" ;;
	--encoding) words="utf-8 utf-16le utf-16be cp1251 cp1250 cp1252 koi8-r cp866 iso-8859-2 iso-8859-5" ;;
	--channel) words="call email meeting visit letter fax sms messenger form web note order complaint referral" ;;
	--direction) words="in out" ;;
	--period) words="today this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-30-days all" ;;
	--db | --config | --values | --reject)
		COMPREPLY=($(compgen -f -- "$cur"))
		return
		;;
	*)
		if [[ $cur == -* ]]; then
			words=$(_kartoteka_options "$command")
		elif [[ -z $command || $prev == "$command" ]]; then
			words=$(_kartoteka_words "$command")
		fi
		;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	case $command in
	import | export | print | demo | backup | restore)
		[[ ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$cur"))
		;;
	esac
}

complete -o filenames -F _kartoteka kartoteka
