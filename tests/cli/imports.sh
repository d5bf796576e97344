# The history of imports, mappings that are saved and recognised, ready maps, undo years later.
. "$(dirname "$0")/lib.sh"

last_txn() {
	K history --json --limit 1
	sed -n 's/.*"txn":\([0-9]*\).*/\1/p' "$T/out"
}

it "says how to import when nothing was"
K add company name=First
K imports
expect_exit 1
expect_err_has "Nothing was imported yet: kartoteka import KIND FILE"

it "lists every import with who, file, kind and counts"
printf 'Firm;Town;Tel\nAlpha;Sofia;+359 2 111\nBeta;Plovdiv;+359 32 222\n' >a.csv
K import company a.csv --map name=Firm,city=Town,phone=Tel --dry-run
K imports
expect_exit 1
K import company a.csv --map name=Firm,city=Town,phone=Tel
expect_exit 0
txn=$(last_txn)
K imports
expect_exit 0
expect_out_has "2026-03-02 10:00" "a.csv" "Clients"
K imports --json
expect_out_lines 1
expect_out_has "\"txn\":$txn" '"created":2' '"format":"CSV"' '"undone_at":null' \
	"\"sha256\":\"$(sha256sum a.csv | cut -d' ' -f1)\""

it "shows one import and the records behind it"
K imports "$txn"
expect_exit 0
expect_out_has "a.csv (CSV, " "2 created, 0 updated" "Mapping: company: a.csv" "kartoteka undo $txn"
K imports "$txn" --rows
expect_out_has "Alpha" "Beta"
K imports "$txn" --rows --json
expect_out_lines 2
expect_out_has '"kind":"client"' '"op":"insert"'
K imports 99999
expect_exit 1
expect_err_has "There is no import 99999"
K imports x
expect_exit 2
K imports --rows
expect_exit 2

it "warns when the same file was imported before"
K import company a.csv --dry-run
expect_out_has "This file was imported on 2026-03-02 10:00 by" "(action $txn)"
cp a.csv renamed.csv
K import company renamed.csv --dry-run --json
expect_out_has "\"imported_before\":$txn"

it "recognises a file by its header, in whatever order, and says so"
printf 'Tel;Town;Firm\n+359 2 333;Varna;Gamma\n' >b.csv
K import company b.csv
expect_exit 0
expect_err_has "Mapping of 2026-03-02 recognised: company: a.csv"
K show client Gamma --json
expect_out_has '"city":"Varna"' '"phone":"+359 2 333"'
K import company b.csv --profile none --dry-run
expect_exit 3
expect_err_has 'No column gives "Name"'

it "keeps mappings as records, with names of their own"
K list import_profile --json
expect_out_lines 1
expect_out_has '"name":"company: a.csv"' '"records":"company"'
printf 'F1,F2\nDelta,Ruse\n' >c.csv
K import company c.csv --map name=F1,city=F2 --save-profile "Our suppliers"
K list import_profile --count
expect_out 2
printf 'F2,F1,F3\nBurgas,Epsilon,x\n' >d.csv
K import company d.csv --profile "our suppliers"
expect_exit 0
K show client Epsilon --json
expect_out_has '"city":"Burgas"'
K import company d.csv --profile nonesuch
expect_exit 1
expect_err_has 'There is no mapping "nonesuch"' "Our suppliers" "HubSpot: companies"
K rm import_profile "Our suppliers"
expect_exit 0
K rm import_profile "company: d.csv"
K import company c.csv --dry-run
expect_exit 3

it "knows the exports of other programs"
K import person "$TREE/tests/data/import/outlook.ru.csv"
expect_exit 0
expect_err_has "Recognised: Outlook"
K show client "Сидоров Иван Петрович" --json
expect_out_has '"city":"Тверь"' '"phone":"+7 4822 11-22-33"'

it "takes an import back years later, keeps what others changed and names it"
printf 'external_id,name,city,street\n1,Old,Sofia,A\n' >e.csv
K import company e.csv
printf 'external_id,name,city,street\n1,Old,Plovdiv,B\n2,New,Varna,C\n3,Used,Varna,D\n' >f.csv
K import company f.csv --mode both
txn=$(last_txn)
KARTOTEKA_NOW=2027-06-02T09:00:00Z
K set client Old city=Burgas
K set client Used notes=good
KARTOTEKA_NOW=2028-03-02T09:00:00Z
K undo "$txn"
expect_exit 0
expect_out_has "2 records changed back" "2 left as they are, because they were changed later" \
	"Old: City" "Used"
K show client Old --json
expect_out_has '"city":"Burgas"' '"street":"A"'
K imports "$txn"
expect_out_has "Undone on 2028-03-02"
K imports
expect_out_has "undone"

it "does not count an undone import as imported, and keeps its mapping"
K import company f.csv --mode both --dry-run
expect_out_lacks "This file was imported"
expect_err_has "recognised"

it "brings an undone import back"
K redo
K imports "$txn"
expect_out_lacks "Undone on"

it "says when an undo changed nothing"
K add company name=Lonely
txn=$(last_txn)
K rm client Lonely
K undo "$txn"
expect_out_has "Nothing changed"
