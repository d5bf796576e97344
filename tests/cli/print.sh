# print: cards, lists, reports and labels as PDF and to a printer command. What is on the pages is asked from pdftotext.
. "$(dirname "$0")/lib.sh"

# text FILE [FIRST [LAST]]: the words of some pages, as they lie, in $T/text
text() {
	pdftotext -layout -f "${2-1}" -l "${3-${2-9999}}" "$1" "$T/text" 2>/dev/null ||
		why "pdftotext cannot read $1"
}
text_has() { has "$T/text" "the text of the page" "$@"; }
pages() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'; }
# nothing FILE: neither it nor a temporary file beside it
nothing() { [ -z "$(ls -A | grep -F "$1")" ]; }

{
	echo "name,kind,phone,city,street,postcode,country,notes,do_not_mail"
	echo '"ООО «Ромашка»",company,+7 495 123-45-67,Москва,"ул. Лесная, 12",125047,Россия,"Звонить после обеда.",'
	echo '"Zażółć gęślą jaźń Sp. z o.o.",company,+48 22 123 45 67,Łódź,ul. Żwirki 3,90-539,Polska,,'
	echo '"Harbour & Sons",company,,Bristol,14 Welsh Back,BS1 4SP,United Kingdom,,'
	echo '"Keine Adresse",company,,,,,,,'
	echo '"Keine Post",company,,Berlin,Hof 1,10115,Germany,,yes'
} >clients.csv
K import client clients.csv
K add task subject="Позвонить" client="ООО «Ромашка»" due_day=2026-03-05
K add deal title="Поставка" client="ООО «Ромашка»" amount=1234567.89
K log "ООО «Ромашка»" "Просит прайс до пятницы."

it "prints the card of a client: fields, tasks, deals, history"
K print card client "ООО «Ромашка»" card.pdf
expect_exit 0
expect_out "card.pdf: 1 page is written."
expect "the file is private" test "$(stat -c %a card.pdf)" = 600
text card.pdf
text_has "ООО «Ромашка»" "ул. Лесная, 12" "Звонить после обеда." "Open tasks" "Позвонить" "Поставка" \
	"1 234 567.89" "History" "Просит прайс до пятницы." "Page 1 of 1"

it "names title, author and date in the file, and embeds a subset of the font"
pdfinfo card.pdf >info 2>/dev/null
expect_file_has info "ООО «Ромашка»" "Author:" "Mon Mar  2 "
pdffonts card.pdf >fonts 2>/dev/null
expect "the fonts are embedded subsets with their characters" \
	sh -c '[ $(awk "NR > 2 && \$(NF-4) == \"yes\" && \$(NF-3) == \"yes\" && \$(NF-2) == \"yes\"" fonts | wc -l) -eq 2 ]'

it "prints the card of a deal"
K print card deal "Поставка" deal.pdf
expect_exit 0
text deal.pdf
text_has "Поставка" "ООО «Ромашка»" "1 234 567.89"

it "prints a list with its filter, Cyrillic and Polish letters"
K print list client --filter "city:Łódź" list.pdf
expect_exit 0
text list.pdf
text_has "Clients" "city:Łódź" "Zażółć gęślą jaźń Sp. z o.o."
expect "only the match is there" sh -c '! grep -q Ромашка "$1"' sh "$T/text"

it "prints the columns asked for in their order"
K print list client --columns city,name --order name list2.pdf
expect_exit 0
text list2.pdf
expect "city stands before name" grep -q "# *City *Name" "$T/text"

it "repeats the head and counts the pages of a long list"
{
	echo "name,city"
	i=0
	while [ $i -lt 130 ]; do
		echo "Фирма номер $i,Пловдив"
		i=$((i + 1))
	done
} >many.csv
K import client many.csv
K print list client --filter "city:Пловдив" --columns name,city many.pdf
expect_exit 0
expect_out "many.pdf: 3 pages are written."
for p in 1 2 3; do
	text many.pdf $p
	text_has "Name" "City" "Page $p of 3"
done
text many.pdf
expect "every row is there once" test "$(grep -c 'Фирма номер' "$T/text")" -eq 130

it "turns the paper where the columns need it, and wraps and keeps long texts"
K print list client --columns name,phone,city,street,postcode,country,status,owner,created_at wide.pdf
expect_exit 0
pdfinfo wide.pdf >info 2>/dev/null
expect_file_has info "841.89 x 595.276"
K set client "Harbour & Sons" notes="$(printf 'wort%s ' $(seq 1 400)) $(printf 'W%.0s' $(seq 1 300))"
K print list client --filter "city:Bristol" --columns name,notes,street,postcode long.pdf
expect_exit 0
text long.pdf
text_has "wort1 " "wort400" "14 Welsh Back"
expect "the word without a blank is broken, not cut" test "$(tr -cd W <"$T/text" | wc -c)" -ge 300

it "says how many columns do not fit"
K print list client --columns "$(K help client; awk '/^  [a-z_]+ /{print $1}' "$T/out" | head -40 | paste -sd, -)" toowide.pdf
expect_exit 2
expect_err_has "columns do not fit on a page"
expect "nothing is left behind" nothing toowide

it "prints a report with totals and bars, whole numbers to the right"
K print report pipeline-by-stage report.pdf
expect_exit 0
text report.pdf
text_has "Pipeline by stage" "Total" "1 234 567.89" "Page 1 of 1"

it "prints address labels in the country's order and names who has none"
K print labels --filter "-city:Пловдив" labels.pdf
expect_exit 0
expect_out "labels.pdf: 3 labels. 1 page is written. 1 client has no address. 1 client wants no mail. Left out: Keine Adresse, Keine Post."
pdftotext -raw labels.pdf "$T/text" 2>/dev/null
expect "Poland: the postcode before the city" grep -A3 "Zażółć" "$T/text"
text_has "90-539 Łódź" "BS1 4SP"
expect "Britain: city, then postcode" sh -c 'grep -A1 "^Bristol" "$1" | grep -q "^BS1 4SP"' sh "$T/text"
expect "Russia: the postcode last" sh -c 'grep -A2 "^Москва" "$1" | tail -1 | grep -q "^125047"' sh "$T/text"

it "begins behind labels that are used up, on any of the sheets"
K print labels --filter "-city:Пловдив" --format 3424 --skip 11 skip.pdf
expect_exit 0
expect "one label on the first sheet, two on the second" test "$(pages skip.pdf)" -eq 2
K print labels --format 9999 x.pdf
expect_exit 2
expect_err_has "L7160, L7163"
K print labels --skip 21 x.pdf
expect_exit 2

it "has nothing to print on labels for nobody"
K print labels --filter "city:Nirgends" none.pdf
expect_exit 1
expect_err_has "no client matches"
expect "nothing is left behind" nothing none

it "replaces a file only with --force"
echo mine >there.pdf
K print list task there.pdf
expect_exit 4
expect_file there.pdf "mine"
K print list task there.pdf --force
expect_exit 0
expect "it is a PDF now" sh -c 'head -c 5 there.pdf | grep -q %PDF-'

it "writes to standard output"
"$KARTOTEKA" --db "$DB" print list task - >stdout.pdf 2>"$T/err"
code=$?
expect_exit 0
text stdout.pdf
text_has "Tasks" "Позвонить"

it "names a place that cannot be written, and leaves nothing"
K print list task no/such/place.pdf
expect_exit 5
expect_err_has "no/such"
(
	ulimit -f 8
	"$KARTOTEKA" --db "$DB" print list client full.pdf >"$T/out" 2>"$T/err"
	echo $? >full.code
)
code=$(cat full.code)
expect_exit 5
expect "nothing is left behind" nothing full.pdf

it "makes control characters and directions harmless, and boxes of what the font lacks"
printf 'name\n"evil\033[31m\342\200\256txt 漢字"\n' >evil.csv
K import client evil.csv
K print list client --filter "evil" --columns name evil.pdf
expect_exit 0
expect_out_has "2 characters are not in the font" "漢 字"
text evil.pdf
text_has "evil[31m<U+202E>txt □□"

cat >fakelp <<'END'
#!/bin/sh
printf '%s\n' "$@" >args
cat >printed.pdf
echo "request id is test-1"
END
chmod +x fakelp
mkdir -p config/kartoteka
# What sits in kartoteka.ini, [print]
print_ini() {
	printf '[print]\n%s\n' "$1" >config/kartoteka/kartoteka.ini
}

it "hands the PDF to the printer command, word by word"
print_ini "command = \"./fakelp -t 'two words' \$(touch hacked)\""
K print list task --printer
expect_exit 0
expect_out "1 page is sent to the printer. request id is test-1"
text printed.pdf
text_has "Позвонить"
expect_file args '-t
two words
$(touch
hacked)'
expect "no shell ran it" test ! -e hacked

it "tells what a printer command said when it failed"
cat >brokenlp <<'END'
#!/bin/sh
cat >/dev/null
echo "no default destination" >&2
exit 3
END
chmod +x brokenlp
print_ini "command = ./brokenlp"
K print list task --printer
expect_exit 5
expect_err_has "failed with code 3: no default destination"
expect_out ""

it "names a printer command that does not exist, and says when there is none"
print_ini "command = nosuchprinter"
K print list task --printer
expect_exit 5
expect_err_has "\"nosuchprinter\" does not exist"
rm config/kartoteka/kartoteka.ini
old_path=$PATH
PATH=/nowhere
K print list task --printer
PATH=$old_path
expect_exit 5
expect_err_has "neither lp nor lpr is installed" "cups-client"

it "says which package has a font when there is none"
mkdir nofonts
printf '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s/nofonts</dir></fontconfig>\n' "$T" >fonts.conf
FONTCONFIG_FILE=$T/fonts.conf
export FONTCONFIG_FILE
K print list task nofont.pdf
unset FONTCONFIG_FILE
expect_exit 5
expect_err_has "fonts-dejavu-core"
expect "nothing is left behind" nothing nofont.pdf

it "takes the font file and the paper of kartoteka.ini"
serif=/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf
[ ! -e $serif ] || {
	print_ini "font = $serif
paper = letter"
	K print list task serif.pdf
	expect_exit 0
	pdffonts serif.pdf >fonts 2>/dev/null
	expect_file_has fonts "DejaVuSerif"
	pdfinfo serif.pdf >info 2>/dev/null
	expect_file_has info "612 x 792"
}
print_ini "font = clients.csv"
K print list task bad.pdf
expect_exit 3
expect_err_has "clients.csv is not a TrueType font"
rm config/kartoteka/kartoteka.ini

it "wants to know what and where to"
K print
expect_exit 2
K print poem x.pdf
expect_exit 2
expect_err_has "card, list, report, labels"
K print card client
expect_exit 2
K print list client a.pdf b.pdf
expect_exit 2
expect_err_has "b.pdf"
K print list client a.pdf --printer
expect_exit 2
K print card client 99999 a.pdf
expect_exit 1
K print report nonsense a.pdf
expect_exit 2
expect "nothing was written" nothing a.pdf

it "speaks the user's language on the pages"
R --lang ru --db "$DB" print list task ru.pdf
expect_exit 0
text ru.pdf
text_has "Задачи" "Страница 1 из 1"

it "sends the letters of people to the company they work for"
K add client name="Anna Kowalska" kind=person parent="Zażółć gęślą jaźń Sp. z o.o."
K add client name="Пётр Иванов" kind=person
K add relation a="Пётр Иванов" type=works_at b="ООО «Ромашка»"
K print labels --filter "name:Anna,Пётр or name:Пётр" people.pdf
expect_exit 0
expect_out "people.pdf: 2 labels. 1 page is written."
pdftotext -raw people.pdf "$T/text" 2>/dev/null
expect "the company stands below the name" \
	sh -c 'grep -A1 "^Anna Kowalska" "$1" | grep -q "^Zażółć"' sh "$T/text"
expect "and so it does for a relation" \
	sh -c 'grep -A2 "^Пётр Иванов" "$1" | tr "\n" "|" | grep -q "ООО «Ромашка»|ул. Лесная, 12"' sh "$T/text"

it "writes a report as PDF to standard output"
K report pipeline-by-stage --format pdf
expect_exit 0
cp "$T/out" report2.pdf
text report2.pdf
text_has "Pipeline by stage" "Page 1 of 1"
