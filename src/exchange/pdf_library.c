/* Loading libharu. */
#include "pdf_library.h"

#include "base/library.h"

enum status pdf_library_load(struct pdf_library *l, const char *soname, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"HPDF_New", &l->new_doc},
		{"HPDF_Free", &l->free_doc},
		{"HPDF_SetCompressionMode", &l->set_compression},
		{"HPDF_UseUTFEncodings", &l->use_utf},
		{"HPDF_SetCurrentEncoder", &l->set_encoder},
		{"HPDF_LoadTTFontFromFile", &l->load_font},
		{"HPDF_LoadTTFontFromFile2", &l->load_font_of},
		{"HPDF_GetFont", &l->get_font},
		{"HPDF_Font_GetUnicodeWidth", &l->char_width},
		{"HPDF_SetInfoAttr", &l->set_info},
		{"HPDF_SetInfoDateAttr", &l->set_info_date},
		{"HPDF_AddPage", &l->add_page},
		{"HPDF_Page_SetWidth", &l->set_width},
		{"HPDF_Page_SetHeight", &l->set_height},
		{"HPDF_Page_BeginText", &l->begin_text},
		{"HPDF_Page_EndText", &l->end_text},
		{"HPDF_Page_SetFontAndSize", &l->set_font},
		{"HPDF_Page_SetHorizontalScalling", &l->set_scale},
		{"HPDF_Page_TextOut", &l->text_out},
		{"HPDF_Page_SetGrayFill", &l->set_gray},
		{"HPDF_Page_SetLineWidth", &l->set_line},
		{"HPDF_Page_Rectangle", &l->rectangle},
		{"HPDF_Page_Fill", &l->fill},
		{"HPDF_Page_MoveTo", &l->move_to},
		{"HPDF_Page_LineTo", &l->line_to},
		{"HPDF_Page_Stroke", &l->stroke},
		{"HPDF_SaveToStream", &l->save},
		{"HPDF_ReadFromStream", &l->read},
	};

	return library_load(soname ? soname : "libhpdf-2.3.0.so", "libhpdf-2.3.0", symbols,
		(int)(sizeof symbols / sizeof *symbols), err);
}
