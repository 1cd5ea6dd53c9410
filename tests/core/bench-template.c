/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "core/oof-render.h"
#include "core/oof-rich-text.h"
#include "core/oof-text-check.h"

/* What a preview does with a text: each step with a small one and with one of a megabyte, and how
 * many times longer that took in processor time. 64 times would be in step with the size. */

#define SMALL    (16 * 1024)
#define LARGE    (1024 * 1024)
#define MOST     (4.0 * LARGE / SMALL) /* more is no longer in step: it fails */
#define SHORTEST 1e-4                  /* seconds: less says nothing about a ratio */

typedef struct
{
  OofTemplate *tmpl;
  OofPerson *person;
  OofAbsence *absence;
  OofOptions *options;
  GPtrArray *none;
} World;

typedef void (*Step) (World *world);

static OofRenderInput
get_input (World *world)
{
  return (OofRenderInput){ .person = world->person,
                           .absence = world->absence,
                           .options = world->options,
                           .subjects = world->none };
}

static void
render (World *world)
{
  OofRenderInput input = get_input (world);
  g_autoptr (OofRendered) rendered = oof_render (world->tmpl, &input, OOF_RENDER_INTERNAL);

  g_assert_cmpuint (strlen (rendered->html), >, 0);
}

static void
show (World *world)
{
  OofRenderInput input = get_input (world);
  g_autoptr (OofRendered) rendered = oof_render (world->tmpl, &input, OOF_RENDER_INTERNAL);
  g_autoptr (OofRichText) text = oof_rich_text_new_from_html (rendered->html);

  g_assert_cmpuint (text->runs->len, >, 0);
}

static void
check_setup (World *world)
{
  g_autoptr (GPtrArray) findings = oof_text_check_setup (world->tmpl, world->options, world->none);

  g_assert_nonnull (findings);
}

static void
check_absence (World *world)
{
  OofRenderInput render = get_input (world);
  OofTextCheckInput input = { .tmpl = world->tmpl, .input = &render, .audience = OOF_AUDIENCE_ALL };
  g_autoptr (GPtrArray) findings = oof_text_check_absence (&input);

  g_assert_nonnull (findings);
}

/* Seconds of processor time of one. */
static double
measure (World *world, Step step)
{
  clock_t start = clock ();
  guint n = 0;

  do
    {
      step (world);
      n++;
    }
  while (clock () - start < CLOCKS_PER_SEC / 20);
  return (double) (clock () - start) / CLOCKS_PER_SEC / n;
}

static OofTemplate *
create_template (gsize size, gboolean html)
{
  static const char greeting[] =
      "Guten Tag, @@displayName ist bis @@oofto nicht im Haus, 0931 1234567";
  static const char marked[] = "##oofforwardtrue Die Nachricht wird weitergeleitet.";
  g_autoptr (GString) body = g_string_new (NULL);

  while (body->len < size)
    if (html)
      g_string_append_printf (body, "<p>%s</p><p>%s</p>", greeting, marked);
    else
      g_string_append_printf (body, "%s\n%s\n", greeting, marked);
  return oof_template_new ("Messung", html, body->str);
}

static gboolean
compare (World *world, const char *name, Step step, gboolean html)
{
  double seconds[2];

  for (guint i = 0; i < 2; i++)
    {
      world->tmpl = create_template (i == 0 ? SMALL : LARGE, html);
      seconds[i] = measure (world, step);
      g_clear_pointer (&world->tmpl, oof_template_unref);
    }
  double ratio = seconds[1] / MAX (seconds[0], SHORTEST);
  g_print ("%-14s %-4s %8.2f ms -> %8.2f ms, %6.1f times\n", name, html ? "html" : "text",
           seconds[0] * 1000, seconds[1] * 1000, ratio);
  return ratio <= MOST;
}

int
main (void)
{
  static const struct
  {
    const char *name;
    Step step;
  } steps[] = {
    { "render", render },
    { "render, show", show },
    { "check set-up", check_setup },
    { "check absence", check_absence },
  };
  World world = { .person = oof_person_new ("id", "anna@kontor.example", "Anna Meier"),
                  .absence = oof_absence_new ("anna@kontor.example", "Europe/Berlin"),
                  .options = oof_options_new (),
                  .none = g_ptr_array_new () };
  gboolean fine = TRUE;

  world.absence->first_day = oof_day_from_ymd (2027, 6, 11);
  world.absence->last_day = oof_day_from_ymd (2027, 6, 25);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    for (int html = 0; html < 2; html++)
      fine = compare (&world, steps[i].name, steps[i].step, html == 1) && fine;
  oof_person_unref (world.person);
  oof_absence_unref (world.absence);
  oof_options_unref (world.options);
  g_ptr_array_unref (world.none);
  return fine ? 0 : 1;
}
