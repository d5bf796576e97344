# Files that are torn, mislabelled, hostile or no files at all, of every format that is read: a sentence that says what is wrong
# and where, the stated exit code, little memory, and an office as it was; or, where reading on is right, the right rows.
# (Delimited text has more of this in bad_csv.sh.)
. "$(dirname "$0")/lib.sh"

K add company name=Kept
K history --json
cp out actions

# A sanitizer needs its own memory, terabytes of address space.
limit='ulimit -v 200000'
LC_ALL=C grep -q __asan_init "$KARTOTEKA" && limit=:

# as_before: no record, no action to undo, nothing half written.
as_before() {
	K list client --count
	expect_out 1
	K history --json
	expect "no action was added" cmp out actions
	expect "nothing is left beside" test "$(find . -name '*.tmp*' | wc -l)" -eq 0
}

# small WORDS...: run the program with one heap (those of further threads reserve address space that nobody uses) and little memory.
small() {
	last="kartoteka $* (in little memory)"
	(
		export MALLOC_ARENA_MAX=1
		$limit
		exec timeout 120 "$KARTOTEKA" --db "$DB" "$@" >out 2>err </dev/null
	)
	code=$?
}

# refused FILE SENTENCE [OPTIONS]: the dry run and the import say it, from a file and through a pipe.
refused() {
	file=$1 said=$2
	shift 2
	small import company "$file" --dry-run "$@"
	expect_exit 3
	expect_out ""
	expect_err "kartoteka: $file$said"
	K import company "$file" --reject rejected.csv "$@"
	expect_exit 3
	expect_err "kartoteka: $file$said"
	expect "no file of rejected rows" test ! -e rejected.csv
	last="kartoteka import company - <$file"
	cat "$file" | "$KARTOTEKA" --db "$DB" import company - "$@" >out 2>err
	code=$?
	expect_exit 3
	expect_err "kartoteka: standard input$said"
	as_before
}

# taken FILE [OPTIONS]: it goes into a new office, whose names and cities are then in out.
taken() {
	file=$1
	shift
	rm -f taken.db*
	R --db taken.db import company "$file" "$@"
	expect_exit 0
	cp out said
	R --db taken.db list client --columns name,city --json
	sed 's/"id":[0-9]*,"version":[0-9]*,//' out >rows
	mv rows out
}

letters() {
	head -c "$1" /dev/zero | tr '\0' "${2-x}"
}

as() { # CHARSET: from UTF-8
	iconv -f UTF-8 -t "$1"
}

# le N NUMBER: as N bytes, the lowest first
le() {
	# shellcheck disable=SC2059
	printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $(($2 & 255)) $(($2 >> 8 & 255)) $(($2 >> 16 & 255)) \
		$(($2 >> 24 & 255)) | cut -c "1-$((4 * $1))")"
}

# pack FOLDER ZIP: the files of the folder as an archive. What gzip writes is what zip wants, but for the frame.
pack() {
	: >"$2"
	: >central
	at=0 parts=0
	for part in $(cd "$1" && find . -type f | LC_ALL=C sort | cut -c 3-); do
		gzip -nc "$1/$part" >packed
		size=$(stat -c %s "$1/$part") packed=$(($(stat -c %s packed) - 18))
		{
			printf '\024\000\000\000\010\000\000\000\041\000'
			tail -c 8 packed | head -c 4
			le 4 $packed
			le 4 "$size"
			le 2 ${#part}
			printf '\000\000'
		} >entry
		{
			printf 'PK\003\004'
			cat entry
			printf %s "$part"
			tail -c +11 packed | head -c $packed
		} >>"$2"
		{
			printf 'PK\001\002\024\000'
			cat entry
			printf '\000\000\000\000\000\000\000\000\000\000'
			le 4 $at
			printf %s "$part"
		} >>central
		at=$((at + 30 + ${#part} + packed)) parts=$((parts + 1))
	done
	cat central >>"$2"
	{
		printf 'PK\005\006\000\000\000\000'
		le 2 $parts
		le 2 $parts
		le 4 "$(stat -c %s central)"
		le 4 $at
		printf '\000\000'
	} >>"$2"
	rm -f packed entry central
}

# book: begin a workbook in the folder book; sheet: its sheet, from standard input, packs it as b.xlsx
book() {
	rm -rf book
	mkdir -p book/_rels book/xl/_rels book/xl/worksheets
	rels='<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
	type=http://schemas.openxmlformats.org/officeDocument/2006/relationships
	printf '<Types/>' >'book/[Content_Types].xml'
	printf '%s<Relationship Id="a" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' "$rels" $type >book/_rels/.rels
	printf '<workbook xmlns:r="%s"><sheets><sheet name="One" sheetId="1" r:id="s"/></sheets></workbook>' $type >book/xl/workbook.xml
	printf '%s<Relationship Id="s" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="%s/sharedStrings" Target="texts.xml"/></Relationships>' \
		"$rels" $type $type >book/xl/_rels/workbook.xml.rels
	printf '<sst><si><t>name</t></si><si><t>city</t></si><si><t>Alfa</t></si><si><t>Opole</t></si></sst>' >book/xl/texts.xml
	printf '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row></sheetData></worksheet>' \
		>book/xl/worksheets/sheet1.xml
}

sheet() {
	cat >book/xl/worksheets/sheet1.xml
	pack book b.xlsx
}

alfa='{"name":"Alfa","city":"Opole"}'
book
pack book good.xlsx
printf 'name,city\nAlfa,Opole\n' >good.csv
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nKIND:org\r\nFN:Alfa\r\nADR:;;;Opole;;;\r\nEND:VCARD\r\n' >good.vcf

it "tells what a file is by its bytes, whatever its name says"
for f in good.csv good.xlsx good.vcf; do
	for name in a.csv a.tsv a.xlsx a.vcf a; do
		cp $f $name
		taken $name
		expect_out_has '"name":"Alfa","city":"Opole"'
	done
done

it "refuses other files under the names of tables"
# other WHAT SENTENCE: standard input is a file of that kind
other() {
	cat >"$1.csv"
	cp "$1.csv" "$1.xlsx"
	refused "$1.csv" " $2."
	refused "$1.xlsx" " $2."
}
printf '%%PDF-1.4\n%%\342\343\317\323\n1 0 obj\n' | other pdf "is a PDF document; export the table from the program that made it"
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' | other png "is a picture, not a table"
printf '\377\330\377\340\0\020JFIF' | other jpeg "is a picture, not a table"
xml="is a web page or XML, whatever its name says; open it in a spreadsheet program and save it as CSV"
printf '<!DOCTYPE html>\n<html><table><tr><td>name' | other html "$xml"
printf '\357\273\277<?xml version="1.0"?><Workbook/>' | other xml "$xml"
printf '[\n  {"name": "Alfa", "city": "Opole"}\n]\n' | other json "is JSON, not a table; export it as CSV"
printf '{"name":"Alfa","city":"Opole"}\n{"name":"Beta"}\n' | other lines "is JSON, not a table; export it as CSV"
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n' | other calendar "is a calendar (iCalendar), not a table"
printf 'SQLite format 3\0\020\0' | other sqlite "is a database; export its table as CSV first"
{
	printf '\320\317\021\340\241\261\032\341'
	letters 4000 '\0'
} | other xls "is an old Excel workbook (.xls); open it and save it as CSV or .xlsx"
# A compound file whose list, in its second sector, has what an encrypted workbook is kept in.
{
	printf '\320\317\021\340\241\261\032\341'
	letters 22 '\0'
	printf '\011\0'
	letters 16 '\0'
	printf '\001\0\0\0'
	letters 1100 '\0'
	printf EncryptedPackage | as UTF-16LE
	letters 500 '\0'
} | other secret "is protected with a password; open it and save it without one"
mkdir -p ods numbers xlsb docx zip
printf 'application/vnd.oasis.opendocument.spreadsheet' >ods/mimetype
# The type stands in the clear there.
printf 'PK\003\004mimetypeapplication/vnd.oasis.opendocument.spreadsheet' | other ods "is an OpenDocument spreadsheet (.ods); open it and save it as CSV or .xlsx"
mkdir -p numbers/Index xlsb/xl docx/word
echo x | tee numbers/Index/Document.iwa xlsb/xl/workbook.bin docx/word/document.xml zip/readme.txt >/dev/null
for f in numbers xlsb docx zip; do pack $f $f.zip; done
other numbers "is an Apple Numbers spreadsheet; export it as Excel (.xlsx) or CSV" <numbers.zip
other xlsb "is a binary Excel workbook (.xlsb); open it and save it as CSV or .xlsx" <xlsb.zip
other docx "is a word processor document; save the table as CSV" <docx.zip
other zip "is an archive (zip); unpack it first" <zip.zip
cp good.xlsx zip/inner.xlsx
pack zip nested.zip
other nested "is an archive (zip); unpack it first" <nested.zip
gzip -nc good.csv | other gz "is compressed (gzip); unpack it first"

it "reads UTF-16 with and without a mark, and tells of UTF-32"
printf 'name,city\nРомашка,Москва\n' >cyrillic.csv
for e in UTF-16LE UTF-16BE UTF-16; do
	as $e <cyrillic.csv >wide.csv
	taken wide.csv
	expect_out '{"name":"Ромашка","city":"Москва"}'
done
for e in UTF-32LE UTF-32BE UTF-32; do
	as $e <cyrillic.csv >wide.csv
	refused wide.csv " is UTF-32 text; save it as UTF-8."
	as $e <good.vcf >wide.vcf
	refused wide.vcf " is UTF-32 text; save it as UTF-8."
done

it "names the place at which a text breaks off"
cut=": The file ends in the middle of a character. It is cut off or damaged."
printf 'name,city\nAlfa,Москв\320' >cut.csv
refused cut.csv ", line 2, column 11$cut"
{
	printf 'name,city\n'
	awk 'BEGIN { for (i = 1; i < 20000; i++) print "Firm " i ",Москва" }'
	printf 'Last,\320'
} >cut.csv
refused cut.csv ", line 20001, column 6$cut"
as UTF-16 <cyrillic.csv | head -c -1 >cut.csv
refused cut.csv ", line 2, column 15$cut"
printf 'name,city\r\nAlfa,"Opo\r' >cut.csv
refused cut.csv ", line 2: a quotation mark opens a cell here and is never closed."
printf '"' >cut.csv
refused cut.csv ", line 1: a quotation mark opens a cell here and is never closed."
printf '\357\273' >cut.csv
refused cut.csv ", line 1, column 1$cut"

it "takes a last line without its end, and ends of every kind"
printf 'name,city\r\nAlfa,Opole\r' >ends.csv
taken ends.csv
expect_out "$alfa"
printf 'name,city\r\nAlfa,Opole\rBeta,\nGamma,Radom' >ends.csv
taken ends.csv
expect_out "$alfa
{\"name\":\"Beta\",\"city\":null}
{\"name\":\"Gamma\",\"city\":\"Radom\"}"
printf 'name,city\n\n,\n  ,  \r\n\r\nAlfa,Opole\n\n\n' >ends.csv
taken ends.csv
expect_out "$alfa"

it "reads lines of two encodings as neither"
sign=$(printf '\320\356\354')
{
	printf 'name,city\n'
	awk 'BEGIN { for (i = 1; i < 9000; i++) print "Ромашка " i ",Москва" }'
	printf '%s,Opole\n' "$sign"
} >two.csv
refused two.csv ", line 9001, column 1: Byte $((9 + 1 + $(awk 'BEGIN { for (i = 1; i < 9000; i++) print "Ромашка " i ",Москва" }' | wc -c))) of the file (0xD0) is not UTF-8 text."

it "takes headers that are doubled or empty, and rows that are short or end in delimiters"
printf 'name,name,city\nAlfa,Other,Opole\n' >header.csv
taken header.csv
expect_out "$alfa"
printf 'name,,city,\nAlfa,x,Opole,\n' >header.csv
taken header.csv
expect_out "$alfa"
printf 'name,city\nAlfa,Opole,,\nBeta\n' >header.csv
taken header.csv
expect_out "$alfa
{\"name\":\"Beta\",\"city\":null}"
printf 'name,city\nAlfa,Opole\nBeta,Radom,,5\n' >header.csv
K import company header.csv --dry-run
expect_exit 3
expect_out_has "2 rows: 1 created, 1 failed" "line 3: Beta: the row has 4 cells, the header only 2"

it "takes names that are meant to do harm for what they are"
printf 'name,city\n../../etc/passwd,Opole\n=cmd|'"' /C calc'"'!A0,Opole\n"a\342\200\256gpj.exe","\033[31mRed"\n' >names.csv
taken names.csv
expect_out '{"name":"../../etc/passwd","city":"Opole"}
{"name":"=cmd|'"' /C calc'"'!A0","city":"Opole"}
{"name":"a\u202egpj.exe","city":"[31mRed"}'
{
	printf 'name,city\n'
	letters 1000000
	printf ',Opole\nAlfa,Opole\n'
} >names.csv
small import company names.csv --dry-run
expect_exit 3
expect_out_has "2 rows: 1 created, 1 failed" "Name is too long: at most "
expect "the long name is not printed whole" test "$(wc -c <out)" -lt 4000

it "does not let the name of a file steer the terminal"
evil=$(printf 'a\033[31m\nb.csv')
printf 'name\n"Alfa\n' >"$evil"
K import company "$evil"
expect_exit 3
expect "no escape is printed" test "$(tr -dc '\033' <err | wc -c)" -eq 0
expect_out_lines 0
expect "one line is printed" test "$(wc -l <err)" -eq 1
rm -f "$evil"

it "refuses directories, devices, and files that may not be read"
mkdir folder
K import company folder
expect_exit 3
expect_err "kartoteka: folder is a directory, not a file."
for device in /dev/zero /dev/null /dev/full; do
	K import company $device
	expect_exit 3
	expect_err "kartoteka: $device is a device, not a file."
done
"$KARTOTEKA" --db "$DB" import company - </dev/zero >out 2>err
code=$?
expect_exit 3
expect_err "kartoteka: standard input is a device, not a file."
K import company missing.csv
expect_exit 5
expect_err_has "kartoteka: missing.csv: "
ln -s loop loop
K import company loop
expect_exit 5
expect_err_has "kartoteka: loop: "
if [ "$(id -u)" -ne 0 ]; then
	cp good.csv closed.csv
	chmod 000 closed.csv
	K import company closed.csv
	expect_exit 5
	expect_err "kartoteka: closed.csv: you are not allowed to read it."
fi
R --db none.db import company missing.csv
expect "no office was made" test ! -e none.db
as_before

it "reads pipes that have a name, and does not wait for ever for one that nobody fills"
mkfifo pipe
cat good.csv >pipe &
taken pipe
expect_out "$alfa"
{
	sleep 1
	cat good.xlsx
} >pipe &
taken pipe
expect_out "$alfa"
wait
small import company pipe
expect_exit 3
expect_err "kartoteka: pipe is a pipe into which nobody writes."
as_before

it "does not fill the disk with what never ends"
last="cat /dev/zero | kartoteka import company -"
cat /dev/zero | "$KARTOTEKA" --db "$DB" import company - >out 2>err
code=$?
expect_exit 3
expect_err "kartoteka: standard input is not text."

it "refuses a workbook that breaks off, wherever"
size=$(stat -c %s good.xlsx)
list=" is damaged or incomplete: the list of its parts cannot be read. Fetch or save it once more."
for at in 60 200 600 $((size - 200)) $((size - 23)) $((size - 22)) $((size - 1)); do
	head -c $at good.xlsx >cut.xlsx
	refused cut.xlsx "$list"
done
head -c 20 good.xlsx >cut.xlsx
refused cut.xlsx " is an archive (zip); unpack it first."
{
	head -c 100 good.xlsx
	letters $((size - 100))
} >cut.xlsx
refused cut.xlsx "$list"
part=xl/worksheets/sheet1.xml
at=$(LC_ALL=C grep -abo "$part" good.xlsx | head -n 1 | cut -d: -f1)
cp good.xlsx hit.xlsx
printf XXXXXXXX | dd of=hit.xlsx bs=1 seek=$((at + ${#part} + 10)) conv=notrunc 2>/dev/null
refused hit.xlsx " is damaged: its part $part cannot be unpacked. Fetch or save it once more."

it "refuses a sheet that breaks off, wherever"
book
damaged=", sheet One: the sheet is damaged near row"
whole=$(cat book/$part)
printf '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2' | sheet
refused b.xlsx "$damaged 1."
for end in '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Al' \
	'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>&#' \
	'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"></c></row>'; do
	printf %s "$end" | sheet
	refused b.xlsx "$damaged 2."
done
: | sheet
refused b.xlsx "$damaged 1."
printf %s "$whole" | head -c 20 | sheet
refused b.xlsx "$damaged 1."
for other in xl/workbook.xml xl/_rels/workbook.xml.rels xl/texts.xml _rels/.rels; do
	book
	head -c 40 book/$other >half
	mv half book/$other
	pack book b.xlsx
	refused b.xlsx " is damaged: its part $other is garbled or breaks off. Fetch or save it once more."
done

it "refuses traps in workbooks, and needs little memory for them"
trap_part=": its part $part unpacks to far more than a workbook holds. The file is damaged or a trap."
book
{
	printf '<worksheet><sheetData>'
	yes '<row/>' | head -n 20000000 | tr -d '\n'
	printf '</sheetData></worksheet>'
} | sheet
refused b.xlsx "$trap_part"
{
	printf '<worksheet><sheetData><row><c t="str"><v>name</v></c></row>'
	yes '<row><c><f/></c></row>' | head -n 1100000 | awk '{ printf "%s<!--%x-->", $0, NR * 7919 }'
	printf '</sheetData></worksheet>'
} | sheet
refused b.xlsx ", sheet One, row 1048578: the sheet goes on for more than a million rows without a value. Delete them and save it again."
{
	printf '<worksheet><sheetData><row><c t="str"><v>'
	letters 300000000 ' '
	printf '</v></c></row></sheetData></worksheet>'
} | sheet
small import company b.xlsx
expect_exit 3
expect_err "kartoteka: b.xlsx$trap_part"
as_before
{
	printf '<worksheet><sheetData><row><c t="str"><v>name</v></c></row><row><c t="str"><v>'
	letters 50000000
	printf '</v></c></row></sheetData></worksheet>'
} | sheet
refused b.xlsx ", sheet One, row 2, column A: the cell is longer than 1 MiB."
{
	printf '<worksheet><sheetData><row>'
	awk 'BEGIN { for (i = 1; i <= 10000; i++) printf "<c t=\"str\"><v>c%d</v></c>", i }'
	printf '</row></sheetData></worksheet>'
} | sheet
refused b.xlsx ", sheet One, row 1, column AMK: a table may have 1024 columns."
for type in '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">' \
	'<!ENTITY x SYSTEM "file:///etc/passwd">'; do
	printf '<!DOCTYPE w [%s]><worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>' "$type" | sheet
	refused b.xlsx ": its part $part declares a document type, as no workbook does. The file may be a trap."
done

it "opens nothing but parts of the workbook"
for target in ../../../../../../etc/passwd /etc/passwd; do
	book
	sed "s|worksheets/sheet1.xml|$target|" book/xl/_rels/workbook.xml.rels >rels
	mv rels book/xl/_rels/workbook.xml.rels
	pack book b.xlsx
	refused b.xlsx ": the sheet One is missing from the workbook, which is damaged."
done
book
sed 's|Target="worksheets/sheet1.xml"|Target="file:///etc/passwd" TargetMode="External"|' book/xl/_rels/workbook.xml.rels >rels
mv rels book/xl/_rels/workbook.xml.rels
pack book b.xlsx
refused b.xlsx " has no sheet with cells."

it "refuses a workbook without sheets or rows, and reads a hidden sheet when there is no other"
book
printf '<workbook><sheets></sheets></workbook>' >book/xl/workbook.xml
pack book b.xlsx
refused b.xlsx " has no sheet with cells."
book
printf '<worksheet/>' | sheet
refused b.xlsx ", sheet One: the sheet is empty."
book
sed 's/name="One"/name="One" state="hidden"/' book/xl/workbook.xml >hidden
mv hidden book/xl/workbook.xml
pack book b.xlsx
taken b.xlsx
expect_out "$alfa"

it "takes only numbers for numbers and only days for days"
book
printf '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>' >book/xl/styles.xml
sed 's|</Relationships>|<Relationship Id="f" Type="x/styles" Target="styles.xml"/></Relationships>|' book/xl/_rels/workbook.xml.rels >rels
mv rels book/xl/_rels/workbook.xml.rels
{
	printf '<worksheet><sheetData><row><c t="str"><v>name</v></c><c t="str"><v>revenue</v></c><c t="str"><v>birthday</v></c></row>'
	n=2
	for cells in '<c><v>1e308</v></c><c/>' '<c><v>NaN</v></c><c/>' '<c><v>-INF</v></c><c/>' '<c/><c s="1"><v>99999999</v></c>' \
		'<c/><c s="1"><v>-5</v></c>' '<c t="e"><v>#DIV/0!</v></c><c/>' '<c><f>1/0</f></c><c/>'; do
		printf '<row><c t="str"><v>R%d</v></c>%s</row>' $n "$cells"
		n=$((n + 1))
	done
	printf '</sheetData></worksheet>'
} | sheet
K import company b.xlsx --dry-run
expect_exit 3
expect_out_has "7 rows: 2 created, 5 failed" 'line 2: R2: Revenue: "1E+308" is not an amount' "line 3: R3: Revenue" \
	"line 4: R4: Revenue" "line 5: R5: Birthday" "line 6: R6: Birthday" \
	"1 cell holds an error and is taken as empty; the first is B7 #DIV/0!" "1 formula was saved without a value, the first in row 8"

it "names a card that has no end, wherever the file breaks off"
torn=": the card that begins here has no END:VCARD. The file is cut off or damaged."
head='BEGIN:VCARD\r\nVERSION:2.1\r\n'
for end in '' 'F' 'FN' 'FN:' 'FN:Al' 'FN;ENCODING=QUOTED-PRINTABLE:=D0=\r\n' 'FN;ENCODING=QUOTED-PRINTABLE:=D' \
	'PHOTO;ENCODING=BASE64:\r\n AAAA\r\n AA' 'FN:Alfa\r' 'FN:Alfa\r\nEND:VCAR' 'FN;CHARSET="UTF'; do
	printf "$head$end" >cut.vcf
	refused cut.vcf ", line 1$torn"
	{
		cat good.vcf
		printf "$head$end"
	} >cut.vcf
	refused cut.vcf ", line 7$torn"
done
printf 'BEGIN:VCARD' >cut.vcf
refused cut.vcf ", line 1$torn"
{
	cat good.vcf
	printf 'BEGIN:VCARD\r\nFN:B\r\nBEGIN:VCARD\r\nFN:C\r\nEND:VCARD\r\nEND:VCARD\r\n'
} >nested.vcf
refused nested.vcf ", line 7$torn"
awk 'BEGIN { for (i = 0; i < 100000; i++) print "BEGIN:VCARD" }' >begins.vcf
refused begins.vcf ", line 1$torn"
as UTF-16LE <good.vcf | head -c -1 >cut.vcf
refused cut.vcf ", line 7, column 1$cut"
printf 'BEGIN:VCARD\nFN:A\0B\nEND:VCARD\n' >nul.vcf
refused nul.vcf ", line 2, column 5: a NUL character. The file is damaged or its encoding is not UTF-8."

it "says what of a card it did not read"
printf 'BEGIN:VCARD\nFN:Alfa\nADR:;;;Opole;;;\nKIND:org\nEND:VCARD\nBEGIN:VCA' >rest.vcf
taken rest.vcf
expect_out "$alfa"
expect "the rest is told of" grep -qF "1 line is no vCard property and is left out; see line 6" said
printf 'BEGIN:VCARD\nVERSION:2.1\nKIND:org\nFN;CHARSET=X-KLINGON:Alfa\nADR;CHARSET=windows-1251:;;;Opol\230;;;\nEND:VCARD\n' >klingon.vcf
taken klingon.vcf
expect_out_has '"name":"Alfa"'
expect "the value is told of" grep -qF "1 value has bytes that its encoding does not know; see line 5" said
printf 'BEGIN:VCARD\nNOTE:no name\nADR:;;;Radom;;;\nEND:VCARD\nBEGIN:VCARD\nUID:1\nEND:VCARD\n' >nameless.vcf
K import company nameless.vcf --dry-run
expect_exit 3
expect_out_has "1 row: 1 failed" "line 1"

it "reads cards without a version, with broken codes, and with too much"
printf 'BEGIN:VCARD\nKIND:org\nFN;ENCODING=QUOTED-PRINTABLE:Al=ZZfa\nADR:;;;Opole;;;\nPHOTO;ENCODING=b:!!!!\nEND:VCARD\n' >broken.vcf
taken broken.vcf
expect_out_has '"name":"Al' '"city":"Opole"'
{
	printf 'BEGIN:VCARD\nVERSION:3.0\nFN:A\nNOTE:'
	letters 50000000
	printf '\nEND:VCARD\n'
} >huge.vcf
refused huge.vcf ", line 4: the value that begins here is longer than 1 MiB."
{
	printf 'BEGIN:VCARD\nVERSION:3.0\nKIND:org\nFN:Alfa\nADR:;;;Opole;;;\n'
	awk 'BEGIN { for (i = 0; i < 100000; i++) print "TEL:" 100000 + i }'
	printf 'END:VCARD\n'
} >much.vcf
small import company much.vcf --dry-run
expect_exit 0
expect_out_has "1 row: 1 created" "99991 values are left out"
