/* libharu's functions, loaded when the first document is made (base/library.h). */
#ifndef EXCHANGE_PDF_LIBRARY_H
#define EXCHANGE_PDF_LIBRARY_H

#include <hpdf.h>

#include "base/err.h"

struct pdf_library {
	__typeof__(&HPDF_New) new_doc;
	__typeof__(&HPDF_Free) free_doc;
	__typeof__(&HPDF_SetCompressionMode) set_compression;
	__typeof__(&HPDF_UseUTFEncodings) use_utf;
	__typeof__(&HPDF_SetCurrentEncoder) set_encoder;
	__typeof__(&HPDF_LoadTTFontFromFile) load_font;
	__typeof__(&HPDF_LoadTTFontFromFile2) load_font_of;
	__typeof__(&HPDF_GetFont) get_font;
	__typeof__(&HPDF_Font_GetUnicodeWidth) char_width;
	__typeof__(&HPDF_SetInfoAttr) set_info;
	__typeof__(&HPDF_SetInfoDateAttr) set_info_date;
	__typeof__(&HPDF_AddPage) add_page;
	__typeof__(&HPDF_Page_SetWidth) set_width;
	__typeof__(&HPDF_Page_SetHeight) set_height;
	__typeof__(&HPDF_Page_BeginText) begin_text;
	__typeof__(&HPDF_Page_EndText) end_text;
	__typeof__(&HPDF_Page_SetFontAndSize) set_font;
	__typeof__(&HPDF_Page_SetHorizontalScalling) set_scale;
	__typeof__(&HPDF_Page_TextOut) text_out;
	__typeof__(&HPDF_Page_SetGrayFill) set_gray;
	__typeof__(&HPDF_Page_SetLineWidth) set_line;
	__typeof__(&HPDF_Page_Rectangle) rectangle;
	__typeof__(&HPDF_Page_Fill) fill;
	__typeof__(&HPDF_Page_MoveTo) move_to;
	__typeof__(&HPDF_Page_LineTo) line_to;
	__typeof__(&HPDF_Page_Stroke) stroke;
	__typeof__(&HPDF_SaveToStream) save;
	__typeof__(&HPDF_ReadFromStream) read;
};

/* soname NULL: the system's. ST_IO names the package when it is missing. */
enum status pdf_library_load(struct pdf_library *l, const char *soname, struct err *err);

#endif
