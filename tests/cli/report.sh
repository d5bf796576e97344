# report: the catalogue, tables, CSV and JSON.
. "$(dirname "$0")/lib.sh"

it "lists the reports without an office"
R report
expect_exit 0
expect_out_has "pipeline-by-stage" "won-by-month" "activity" "stage owner source"

cat >deals.csv <<'X'
title,stage,amount,closed_at,currency
A,Won,100.50,2026-01-15,EUR
B,Won,200,2026-02-20,EUR
C,Won,300,2026-02-21,EUR
D,Proposal,1000,,EUR
X
K import deal deals.csv

it "prints a table with totals"
K report won-by-month
expect_exit 0
expect_out_has "Won by month" "2026-01" "100.50" "500.00" "Total" "600.50"
expect_out_lacks "█"

it "cuts, filters and takes a period"
K report won --period 2026-02 --format csv
expect_out_lines 2
expect_out_has "2026-02,2,500.00"
K report won --by owner --json
expect_out_lines 1
expect_out_has '"count":3,"amount":"600.50"' '"currency":"EUR"'
K report won --filter 'title:A' --format json
expect_out_lines 1
expect_out_has '"month":"2026-01","count":1,"amount":"100.50"'
K report pipeline --format csv
expect_out_has "stage,count,amount" "Proposal,1,1000.00"

it "writes a file in the format that its name ends in"
K report pipeline-by-stage stages.csv
expect_exit 0
expect_out_has "stages.csv: " "rows"
expect "private" test "$(stat -c %a stages.csv)" = 600
K report pipeline-by-stage --format csv
expect "the same as on standard output" cmp out stages.csv
K report pipeline-by-stage stages.csv
expect_exit 4
expect_err_has "stages.csv already exists" "--force"
K report pipeline-by-stage stages.csv --force
expect_exit 0
K report pipeline-by-stage stages.json
expect_exit 0
K report pipeline-by-stage - --json
expect "the same as on standard output" cmp out stages.json
K report pipeline-by-stage stages.xlsx
expect_exit 0
expect "a workbook" test "$(head -c 2 stages.xlsx)" = PK
if command -v xlsx2csv >/dev/null; then
	xlsx2csv stages.xlsx >out 2>err
	expect_out_has "$(head -n 1 stages.csv)"
fi

it "says nothing when there is nothing"
K report won --period 1999
expect_exit 0
expect_out_has "Nothing."
K report won --period 1999 --json
expect_exit 0
expect_out ""

it "says what is wrong"
K report wonn-by-moon
expect_exit 2
expect_err_has 'There is no report "wonn-by-moon"; there are: pipeline-by-stage'
K report won --by colour
expect_exit 2
expect_err_has "has no cut" "month, quarter"
K report won --period sometime
expect_exit 2
expect_err_has "--period" "sometime"
K report won --filter 'amount>'
expect_exit 2
expect_err_has "    amount>"
K report won --format odt
expect_exit 2
expect_err_has '"odt" is none of table, csv, json, xlsx, pdf'
K report won-by-month won.csv --format table
expect_exit 2
