// The module that brings libxlsxwriter.
#include "aka/modules/workbook.hpp"

#include "aka/modules/module.hpp"

namespace {

constexpr aka::workbook::Library functions{
    .chart_add_series = chart_add_series,
    .chart_axis_set_min = chart_axis_set_min,
    .chart_axis_set_reverse = chart_axis_set_reverse,
    .chart_legend_set_position = chart_legend_set_position,
    .chart_series_set_labels = chart_series_set_labels,
    .chart_series_set_name_range = chart_series_set_name_range,
    .chart_title_set_name = chart_title_set_name,
    .format_set_align = format_set_align,
    .format_set_bold = format_set_bold,
    .format_set_bottom = format_set_bottom,
    .format_set_font_color = format_set_font_color,
    .format_set_font_size = format_set_font_size,
    .format_set_num_format = format_set_num_format,
    .format_set_text_wrap = format_set_text_wrap,
    .lxw_strerror = lxw_strerror,
    .lxw_workbook_free = lxw_workbook_free,
    .workbook_add_chart = workbook_add_chart,
    .workbook_add_format = workbook_add_format,
    .workbook_add_worksheet = workbook_add_worksheet,
    .workbook_close = workbook_close,
    .workbook_new_opt = workbook_new_opt,
    .workbook_set_properties = workbook_set_properties,
    .worksheet_freeze_panes = worksheet_freeze_panes,
    .worksheet_insert_chart = worksheet_insert_chart,
    .worksheet_set_column = worksheet_set_column,
    .worksheet_write_boolean = worksheet_write_boolean,
    .worksheet_write_datetime = worksheet_write_datetime,
    .worksheet_write_number = worksheet_write_number,
    .worksheet_write_string = worksheet_write_string,
};

}  // namespace

AKA_MODULE(functions);
