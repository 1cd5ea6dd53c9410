/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/migration/oof-report-print.h"

#include <math.h>

#include "migration/oof-migration-report.h"

#define MARGIN 36 /* points */
#define GAP    4

/* One report being printed: first where each page begins, then the pages. */
typedef struct
{
  GPtrArray *blocks;  /* (not owned) OofReportBlock */
  const char *folder; /* (not owned) */
  GArray *pages;      /* (owned) of guint: the first block of each page */
  GPtrArray *columns; /* (owned) of GArray of double: for each block of a table its columns */
} Printing;

static PangoLayout *
create_layout (GtkPrintContext *context, const char *text, const char *font, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static const char *
get_font (OofReportKind kind)
{
  switch (kind)
    {
    case OOF_REPORT_TITLE:
      return "Sans Bold 18";
    case OOF_REPORT_HEADING:
      return "Sans Bold 13";
    case OOF_REPORT_HEAD:
    case OOF_REPORT_PICTURE:
      return "Sans Bold 8";
    case OOF_REPORT_TEXT:
    case OOF_REPORT_ROW:
    case OOF_REPORT_SIGNATURE:
    default:
      return "Sans 8";
    }
}

/* Tables: a column is as wide as its longest cell wants, the widest ones share what is left. */

static gboolean
is_table (const OofReportBlock *block)
{
  return block->kind == OOF_REPORT_HEAD || block->kind == OOF_REPORT_ROW;
}

static void
widen (GArray *columns, GtkPrintContext *context, const OofReportBlock *block)
{
  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout =
          create_layout (context, block->cells[i], get_font (block->kind), 0);
      double wanted;
      int width;

      pango_layout_set_width (layout, -1);
      pango_layout_get_size (layout, &width, NULL);
      wanted = (double) width / PANGO_SCALE + GAP * 2;
      if (i == columns->len)
        g_array_append_val (columns, wanted);
      else if (wanted > g_array_index (columns, double, i))
        g_array_index (columns, double, i) = wanted;
    }
}

/* Those that want less than their share get what they want; the others share the rest. */
static void
fit (GArray *columns, double width)
{
  double share = width / columns->len;
  double rest = width;
  double wanted = 0;

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, double, i) <= share)
      rest -= g_array_index (columns, double, i);
    else
      wanted += g_array_index (columns, double, i);
  for (guint i = 0; i < columns->len; i++)
    {
      double *column = &g_array_index (columns, double, i);

      if (*column > share)
        *column *= rest / wanted;
      else if (wanted <= 0)
        *column += rest / columns->len;
    }
}

static void
measure_tables (Printing *self, GtkPrintContext *context)
{
  GArray *columns = NULL;

  for (guint i = 0; i <= self->blocks->len; i++)
    {
      const OofReportBlock *block =
          i < self->blocks->len ? g_ptr_array_index (self->blocks, i) : NULL;

      if (columns != NULL && (block == NULL || !is_table (block)))
        {
          fit (columns, gtk_print_context_get_width (context));
          g_clear_pointer (&columns, g_array_unref);
        }
      if (block == NULL)
        return;
      if (!is_table (block))
        {
          g_ptr_array_add (self->columns, NULL);
          continue;
        }
      if (columns == NULL)
        columns = g_array_new (FALSE, FALSE, sizeof (double));
      widen (columns, context, block);
      g_ptr_array_add (self->columns, g_array_ref (columns));
    }
}

static void
draw_line (cairo_t *cr, double y, double width)
{
  cairo_save (cr);
  cairo_set_line_width (cr, 0.3);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Draws the cells side by side, @columns (nullable) wide, else all the same; @cr NULL: only
 * measures. Returns: the height. */
static double
draw_cells (GtkPrintContext *context,
            cairo_t *cr,
            const OofReportBlock *block,
            GArray *columns,
            double y,
            double width)
{
  guint n = MAX (1, g_strv_length (block->cells));
  double height = 0;
  double x = 0;

  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      double column = columns != NULL ? g_array_index (columns, double, i) : width / n;
      g_autoptr (PangoLayout) layout =
          create_layout (context, block->cells[i], get_font (block->kind), column - GAP);
      int text_height;

      pango_layout_get_size (layout, NULL, &text_height);
      height = fmax (height, (double) text_height / PANGO_SCALE);
      if (cr != NULL)
        {
          cairo_move_to (cr, x, y);
          pango_cairo_show_layout (cr, layout);
        }
      x += column;
    }
  if (cr != NULL && columns != NULL)
    draw_line (cr, y + height + GAP / 2.0, width);
  return height + GAP;
}

/* At most half a page high. */
static double
draw_picture (Printing *self,
              GtkPrintContext *context,
              cairo_t *cr,
              const OofReportBlock *block,
              double y,
              double width)
{
  g_autofree char *path = g_build_filename (self->folder, block->cells[1], NULL);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new_from_file_at_size (
      path, (int) width, (int) (gtk_print_context_get_height (context) / 2), NULL);
  g_autoptr (PangoLayout) layout =
      create_layout (context, block->cells[0], get_font (block->kind), width);
  int title;

  pango_layout_get_size (layout, NULL, &title);
  double height = (double) title / PANGO_SCALE + GAP;
  if (cr != NULL)
    {
      cairo_move_to (cr, 0, y);
      pango_cairo_show_layout (cr, layout);
      if (picture != NULL)
        {
          gdk_cairo_set_source_pixbuf (cr, picture, 0, y + height);
          cairo_paint (cr);
          cairo_set_source_rgb (cr, 0, 0, 0);
        }
    }
  return height + (picture != NULL ? gdk_pixbuf_get_height (picture) + GAP : 0);
}

/* A line to write on, with the words below. */
static double
draw_signature (
    GtkPrintContext *context, cairo_t *cr, const OofReportBlock *block, double y, double width)
{
  const double room = 40;

  if (cr != NULL)
    {
      cairo_set_line_width (cr, 0.5);
      cairo_move_to (cr, 0, y + room);
      cairo_line_to (cr, width / 2 - 12, y + room);
      cairo_move_to (cr, width / 2, y + room);
      cairo_line_to (cr, width, y + room);
      cairo_stroke (cr);
    }
  return room + GAP + draw_cells (context, cr, block, NULL, y + room + GAP, width);
}

static double
draw_block (Printing *self, GtkPrintContext *context, cairo_t *cr, guint index, double y)
{
  const OofReportBlock *block = g_ptr_array_index (self->blocks, index);
  double width = gtk_print_context_get_width (context);

  if (block->kind == OOF_REPORT_PICTURE)
    return draw_picture (self, context, cr, block, y, width);
  if (block->kind == OOF_REPORT_SIGNATURE)
    return draw_signature (context, cr, block, y, width);
  if (block->kind == OOF_REPORT_HEADING)
    return 10 + draw_cells (context, cr, block, NULL, y + 10, width);
  return draw_cells (context, cr, block, g_ptr_array_index (self->columns, index), y, width);
}

/* What must not stand alone at the end of a page. */
static gboolean
is_heading (const OofReportBlock *block)
{
  return block->kind == OOF_REPORT_HEADING || block->kind == OOF_REPORT_HEAD;
}

/* How high @index is together with what belongs to it. */
static double
measure_group (Printing *self, GtkPrintContext *context, guint index)
{
  double height = draw_block (self, context, NULL, index, 0);

  while (is_heading (g_ptr_array_index (self->blocks, index)) && index + 1 < self->blocks->len)
    {
      index++;
      height += draw_block (self, context, NULL, index, 0);
    }
  return height;
}

/* The head of the table that goes on with the row @index. (nullable): no row. */
static const OofReportBlock *
find_head (Printing *self, guint index)
{
  const OofReportBlock *block = g_ptr_array_index (self->blocks, index);

  if (block->kind != OOF_REPORT_ROW)
    return NULL;
  while (index > 0 && block->kind == OOF_REPORT_ROW)
    block = g_ptr_array_index (self->blocks, --index);
  return block->kind == OOF_REPORT_HEAD ? block : NULL;
}

/* A table that goes on shows its head again. Returns: the height. */
static double
draw_head (Printing *self, GtkPrintContext *context, cairo_t *cr, guint first)
{
  const OofReportBlock *head = find_head (self, first);

  return head != NULL ? draw_cells (context, cr, head, g_ptr_array_index (self->columns, first), 0,
                                    gtk_print_context_get_width (context))
                      : 0;
}

/* "2 / 4" in the margin. */
static void
draw_number (Printing *self, GtkPrintContext *context, cairo_t *cr, guint page)
{
  g_autofree char *text = g_strdup_printf ("%u / %u", page + 1, self->pages->len);
  double width = gtk_print_context_get_width (context);
  g_autoptr (PangoLayout) layout = create_layout (context, text, get_font (OOF_REPORT_TEXT), width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  cairo_move_to (cr, 0, gtk_print_context_get_height (context) + GAP);
  pango_cairo_show_layout (cr, layout);
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  Printing *self = user_data;
  double limit = gtk_print_context_get_height (context);
  double y = 0;
  guint first = 0;

  measure_tables (self, context);
  g_array_append_val (self->pages, first);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (y > 0 && y + measure_group (self, context, i) > limit)
        {
          g_array_append_val (self->pages, i);
          y = draw_head (self, context, NULL, i);
        }
      y += draw_block (self, context, NULL, i, y);
    }
  gtk_print_operation_set_n_pages (operation, (int) self->pages->len);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  Printing *self = user_data;
  guint first = g_array_index (self->pages, guint, page);
  guint end = (guint) page + 1 < self->pages->len ? g_array_index (self->pages, guint, page + 1)
                                                  : self->blocks->len;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double y = draw_head (self, context, cr, first);

  for (guint i = first; i < end; i++)
    y += draw_block (self, context, cr, i, y);
  draw_number (self, context, cr, (guint) page);
}

static void
columns_free (gpointer columns)
{
  if (columns != NULL)
    g_array_unref (columns);
}

gboolean
oof_report_print_to_pdf (
    GPtrArray *blocks, const char *folder, const char *path, GtkWindow *parent, GError **error)
{
  g_return_val_if_fail (blocks != NULL && path != NULL, FALSE);

  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (columns_free);
  Printing printing = { blocks, folder, pages, columns };

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), &printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), &printing);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
