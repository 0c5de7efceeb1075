#pragma once

#include <xlsxwriter.h>

namespace aka::workbook {

/// What aka calls of libxlsxwriter.
struct Library {
    decltype(&::chart_add_series) chart_add_series;
    decltype(&::chart_axis_set_min) chart_axis_set_min;
    decltype(&::chart_axis_set_reverse) chart_axis_set_reverse;
    decltype(&::chart_legend_set_position) chart_legend_set_position;
    decltype(&::chart_series_set_labels) chart_series_set_labels;
    decltype(&::chart_series_set_name_range) chart_series_set_name_range;
    decltype(&::chart_title_set_name) chart_title_set_name;
    decltype(&::format_set_align) format_set_align;
    decltype(&::format_set_bold) format_set_bold;
    decltype(&::format_set_bottom) format_set_bottom;
    decltype(&::format_set_font_color) format_set_font_color;
    decltype(&::format_set_font_size) format_set_font_size;
    decltype(&::format_set_num_format) format_set_num_format;
    decltype(&::format_set_text_wrap) format_set_text_wrap;
    decltype(&::lxw_strerror) lxw_strerror;
    decltype(&::lxw_workbook_free) lxw_workbook_free;
    decltype(&::workbook_add_chart) workbook_add_chart;
    decltype(&::workbook_add_format) workbook_add_format;
    decltype(&::workbook_add_worksheet) workbook_add_worksheet;
    decltype(&::workbook_close) workbook_close;
    decltype(&::workbook_new_opt) workbook_new_opt;
    decltype(&::workbook_set_properties) workbook_set_properties;
    decltype(&::worksheet_freeze_panes) worksheet_freeze_panes;
    decltype(&::worksheet_insert_chart) worksheet_insert_chart;
    decltype(&::worksheet_set_column) worksheet_set_column;
    decltype(&::worksheet_write_boolean) worksheet_write_boolean;
    decltype(&::worksheet_write_datetime) worksheet_write_datetime;
    decltype(&::worksheet_write_number) worksheet_write_number;
    decltype(&::worksheet_write_string) worksheet_write_string;
};

}  // namespace aka::workbook
