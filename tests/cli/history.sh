# undo, redo, history.
. "$(dirname "$0")/lib.sh"

it "has nothing to undo or redo in a new office"
K add company name=A
K undo
expect_exit 0
expect_out_has "Undone: New: Client A" "1 record changed back"
K undo
expect_exit 1
expect_err_has "There is nothing to undo"
K redo
expect_exit 0
expect_out_has "Redone: "
K redo
expect_exit 1
expect_err_has "There is nothing to redo"

it "goes back and forth through a chain"
K set client A city=One
K set client A city=Two
K set client A city=Three
K undo
K undo
K show client A --json
expect_out_has '"city":"One"'
K redo
K show client A --json
expect_out_has '"city":"Two"'
K redo
K redo
expect_exit 1
K show client A --json
expect_out_has '"city":"Three"'

it "forgets redo after something new"
K undo
K set client A phone=12345
K redo
expect_exit 1

it "undoes any action by its number, once, and keeps what was changed later"
K add company name=B city=Opole
K set client B city=Tychy phone=777777
K history --json --limit 1
txn=$(sed -n 's/.*"txn":\([0-9]*\).*/\1/p' "$T/out")
K set client B city=Radom
K undo "$txn"
expect_exit 0
expect_out_has "1 left as they are, because they were changed later"
K show client B --json
expect_out_has '"city":"Radom"' '"phone":null'
K undo "$txn"
expect_exit 1
expect_err_has "is undone already"
K undo 99999
expect_exit 1
K undo x
expect_exit 2
expect_err_has 'undo: "x" is not the number of an action'
K undo 1
expect_exit 6
expect_err_has "cannot be undone"

it "lists actions, newest first"
K history
expect_exit 0
expect_out_has "Action" "When" "2026-03-02 10:00" "New office" "undone" "undo"
K history --limit 2
expect_out_lines 3
K history --json --limit 1
expect_out_has '"at":"2026-03-02T09:00:00Z"' '"class":"undo"' '"undone_by":null'

it "lists what was done to one client"
K add deal title=D client=A
K history --client A --json
expect_exit 0
expect_out_has "New: Deal D"
expect_out_lacks "Client B"
K history --client nobody
expect_exit 1

it "tells what an action changed"
K set client A city=Lublin size=12
K history --json --limit 1
txn=$(sed -n 's/.*"txn":\([0-9]*\).*/\1/p' "$T/out")
K history "$txn"
expect_exit 0
expect_out_has "Client" "#1" "City: Two → Lublin" "Employees: – → 12"
K history "$txn" --json
expect_out_lines 2
expect_out_has '"kind":"client","id":1,"last_id":1,"op":"update","field":"city","old":"Two","new":"Lublin"' \
	'"field":"size","old":null,"new":"12"'
K history 99999
expect_exit 1
K history abc
expect_exit 2

it "takes an import back whole and brings it again"
printf 'name,city\nImp 1,X\nImp 2,X\nImp 3,X\n' >i.csv
K import company "$PWD/i.csv"
K history --json --limit 1
expect_out_has '"what":"Import Clients: i.csv"'
K undo
expect_out_has "3 records changed back"
K list client --filter city:X
expect_exit 1
K redo
K list client --filter city:X --count
expect_out 3
K find imp 2
expect_exit 0
