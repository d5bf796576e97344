# duplicates, merge, unmerge.
. "$(dirname "$0")/lib.sh"

it "finds nothing where nothing repeats"
K add client name=Alone city=Lodz
K duplicates
expect_exit 1
expect_out ""

it "lists groups with their reasons"
K add client name="Alfa sp. z o.o." city=Opole phone="+48 600 100 200"
K add client name="ALFA S.A." city=opole email=biuro@alfa.pl
K add client name="Beta" email=biuro@alfa.pl
K duplicates client
expect_exit 0
expect_out_has "same e-mail, same name and city" "#2 Alfa sp. z o.o., Opole" "#3 ALFA S.A." "#4 Beta"
expect_err_has "1 group" "kartoteka merge client KEEP_ID ID"
K duplicates --json
expect_out '{"reasons":["email","name_city"],"records":[{"id":2,"name":"Alfa sp. z o.o."},{"id":3,"name":"ALFA S.A."},{"id":4,"name":"Beta"}]}'
K duplicates client Beta --json
expect_out '{"reasons":["email"],"records":[{"id":4,"name":"Beta"},{"id":3,"name":"ALFA S.A."}]}'
K duplicates client Alone
expect_exit 1

it "remembers who is different, until that is undone"
K duplicates client 3 4 --different
expect_exit 0
expect_out_has "They will not be shown as duplicates any more" "kartoteka undo"
K duplicates client Beta
expect_exit 1
K undo
K duplicates client Beta
expect_exit 0

it "tells what a merge would do and does nothing"
K log Beta "asked for a price"
K merge client 2 3 4 --dry-run --take name=4
expect_exit 0
expect_out_has "#2 Beta" "Name: Beta  (#4)" "E-mail: biuro@alfa.pl  (#3)" "Moved along: Interactions: 1" "Nothing was written"
K show client 3 --json
expect_out_has '"name":"ALFA S.A."'

it "merges with a choice for a field"
K merge client 2 3 4 --take name=4
expect_exit 0
expect_out_has "#2 Beta" "kartoteka unmerge client 2"
K show client 2 --json
expect_out_has '"name":"Beta"' '"phone":"+48 600 100 200"' '"email":"biuro@alfa.pl"'
K list interaction --columns client --json
expect_out_has '"client":{"id":2,"name":"Beta"}'
K list client --count
expect_out 2
K duplicates
expect_exit 1

it "leaves a trace in the history of both"
K history --json --limit 1
txn=$(sed -n 's/.*"txn":\([0-9]*\).*/\1/p' "$T/out")
K history "$txn"
expect_out_has "Merged into: #2" "Merged from: #4"
K history "$txn" --json
expect_out_has '"id":3,"last_id":3,"op":"merge","field":"merged_into","old":null,"new":"2"'

it "takes a merge back after later changes and lists what it left alone"
K set client 2 name=Gamma city=Radom
K unmerge client 3
expect_exit 0
expect_out_has "Taken apart again" "#3 ALFA S.A." "#4 Beta" "1 left as they are" "Client #2 Gamma: Name"
K show client 2 --json
expect_out_has '"name":"Gamma"' '"city":"Radom"' '"email":null'
K list interaction --columns client --json
expect_out_has '"client":{"id":4,"name":"Beta"}'
K unmerge client 2
expect_exit 1
expect_err_has "was not merged"

it "says what is wrong with a request"
K merge client 2
expect_exit 2
K merge client 2 2
expect_exit 2
expect_err_has "#2 is named twice"
K merge task 1 2
expect_exit 1
K merge client 2 3 --take nonsense=3
expect_exit 2
expect_err_has 'no field "nonsense" to choose'
K merge client 2 3 --take name=77
expect_exit 2
expect_err_has "#77 is not one of the records"
K merge client 2 3 --take name
expect_exit 2
expect_err_has "write FIELD=ID"
K duplicates task
expect_exit 2
K duplicates client 2 --different
expect_exit 2
K duplicates client 2 3
expect_exit 2
K merge client 2 999
expect_exit 1

it "merges products and follows their deals"
K add product name="Bolt M8"
K add product name="bolt m-8" price=5
K add deal title=Order product="bolt m-8" amount=1
K duplicates product
expect_out_has "same name" "Bolt M8" "bolt m-8"
K merge product 1 2
expect_exit 0
K list deal --columns product --json
expect_out_has '"product":{"id":1,"name":"Bolt M8"}'
K unmerge product 1
K list deal --columns product --json
expect_out_has '"product":{"id":2,"name":"bolt m-8"}'
