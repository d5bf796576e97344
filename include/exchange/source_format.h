/* What a source of an import may hold. */
#ifndef EXCHANGE_SOURCE_FORMAT_H
#define EXCHANGE_SOURCE_FORMAT_H

enum source_format {
	SOURCE_TEXT,  /* delimited text, as far as one can tell */
	SOURCE_XLSX,  /* an Excel workbook, perhaps damaged: xlsx_in.h */
	SOURCE_VCARD, /* text that begins with BEGIN:VCARD, in whatever encoding: vcard_in.h */
};

#endif
