# On a terminal: tables are cut to its width, colours, bars.
. "$(dirname "$0")/lib.sh"

# Run in a pseudo-terminal so many columns wide; carriage returns are taken out.
on_terminal() { # COLS COMMAND...
	cols=$1
	shift
	printf 'stty cols %s; exec "$KARTOTEKA" --db "$DB" %s\n' "$cols" "$*" >"$T/.run"
	DB=$DB SHELL=/bin/sh TERM=xterm script -qec "sh $T/.run" /dev/null </dev/null |
		tr -d '\r' >"$T/out"
	last="kartoteka $*"
}

widest() { # columns of the widest line, colours not counted
	sed "s/$(printf '\033')\[[0-9;]*m//g" "$T/out" | wc -L
}

printf 'name,city,email\n' >c.csv
printf 'A company with quite a long name Ltd,Gorzow Wielkopolski,a.long.address@example.com\n' >>c.csv
K import company c.csv
K add deal title="A deal that has a rather long title too" client=1 amount=1000000 expected_close=2026-05-01
K add task subject="A task that has a rather long subject" client=1 due_day=2026-02-01

if command -v script >/dev/null; then
	it "cuts tables to the terminal"
	for cols in 120 80 60 40; do
		on_terminal $cols list client
		expect "list fits $cols" test "$(widest)" -le $cols
		on_terminal $cols list deal
		expect "deals fit $cols" test "$(widest)" -le $cols
		on_terminal $cols due
		expect "due fits $cols" test "$(widest)" -le $cols
		on_terminal $cols history
		expect "history fits $cols" test "$(widest)" -le $cols
	done
	on_terminal 80 list deal
	expect_out_has "000.00" "2026-05-01" "…"

	it "takes COLUMNS before the size of the terminal"
	export COLUMNS=50
	on_terminal 100 list client
	unset COLUMNS
	expect "fits 50" test "$(widest)" -le 50

	it "draws bars and colours"
	on_terminal 80 report pipeline
	expect_out_has "████" "$(printf '\033[1m')"
	on_terminal 80 due
	expect_out_has "$(printf '\033[31m!')"

	it "leaves colours out for NO_COLOR and --no-color"
	export NO_COLOR=1
	on_terminal 80 due
	unset NO_COLOR
	expect_out_lacks "$(printf '\033')"
	on_terminal 80 due --no-color
	expect_out_lacks "$(printf '\033')"
	expect_out_has "!"

	it "writes Latin letters where the terminal knows no others"
	K add company name="Ромашка"
	export LC_ALL=C
	on_terminal 80 list client --filter city:empty
	export LC_ALL=C.UTF-8
	expect_out_has "Romashka"
fi

it "cuts nothing in a pipe"
K list client --columns name,city,email
expect_out_has "A company with quite a long name Ltd  Gorzow Wielkopolski  a.long.address@example.com"
expect_out_lacks "$(printf '\033')"
