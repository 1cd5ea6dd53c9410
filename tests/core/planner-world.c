/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "planner-world.h"

#include "core/oof-reply-text.h"

OofInstant
world_at (const char *text)
{
  OofInstant instant = OOF_INSTANT_NONE;

  g_assert_true (oof_instant_parse (text, &instant, NULL));
  return instant;
}

OofReplyState *
world_new_state (OofReplyStatus status, const char *from, const char *to, const char *text)
{
  OofRange window = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

  if (from != NULL)
    window = (OofRange){ world_at (from), world_at (to) };
  return oof_reply_state_new (status, OOF_AUDIENCE_ALL, window, text, text);
}

void
world_add_template (World *world, const char *name, const char *body)
{
  g_ptr_array_add (world->templates, oof_template_new (name, FALSE, body));
}

World *
world_new (void)
{
  World *world = g_new0 (World, 1);

  world->person = oof_person_new ("1", "anna@kontor.example", "Anna Meier");
  world->absences = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
  world->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_template_unref);
  world->options = oof_options_new ();
  world->current = world_new_state (OOF_REPLY_DISABLED, NULL, NULL, "");
  world->now = world_at ("2027-06-07T12:00:00Z");
  world_add_template (world, "Standard",
                      "Weg vom @@ooffrom bis @@oofto\n##oofinternal intern\n##oofexternal extern");
  return world;
}

void
world_free (World *world)
{
  oof_person_unref (world->person);
  g_ptr_array_unref (world->absences);
  g_ptr_array_unref (world->templates);
  oof_options_unref (world->options);
  g_clear_pointer (&world->record, oof_record_unref);
  oof_reply_state_unref (world->current);
  g_free (world);
}

OofAbsence *
world_add_days (World *world, const char *from, const char *to)
{
  OofAbsence *absence = oof_absence_new ("anna@kontor.example", "UTC");

  g_assert_true (oof_day_parse (from, &absence->first_day, NULL));
  g_assert_true (to == NULL || oof_day_parse (to, &absence->last_day, NULL));
  absence->open_end = to == NULL;
  absence->created_at = world->absences->len;
  g_ptr_array_add (world->absences, absence);
  return absence;
}

OofAbsence *
world_add_hours (World *world, const char *from, const char *to)
{
  OofAbsence *absence = world_add_days (world, "2027-01-01", "2027-01-01");

  absence->all_day = FALSE;
  absence->window = (OofRange){ world_at (from), world_at (to) };
  return absence;
}

void
world_set_current (World *world, OofReplyState *state)
{
  oof_reply_state_unref (world->current);
  world->current = state;
}

OofPlan *
world_plan (World *world)
{
  OofPlannerInput input = { .person = world->person,
                            .absences = world->absences,
                            .templates = world->templates,
                            .group_template = world->group_template,
                            .open_end_group = world->open_end_group,
                            .options = world->options,
                            .current = world->current,
                            .record = world->record,
                            .subjects = world->subjects,
                            .restore = world->restore,
                            .reset = world->reset,
                            .now = world->now };

  return oof_planner_plan (&input);
}

/* Exchange's own dress for a text. */
static char *
dress (const char *html)
{
  g_autofree char *plain = oof_reply_text_to_plain (html);
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  g_autofree char *joined = g_strjoinv ("</div>\r\n<div>", lines);

  return g_strconcat ("<html>\r\n<head>\r\n</head>\r\n<body>\r\n<div>", joined,
                      "</div>\r\n</body>\r\n</html>", NULL);
}

OofReplyState *
world_dress (const OofReplyState *state)
{
  g_autofree char *internal = dress (state->internal);
  g_autofree char *external = dress (state->external);

  return oof_reply_state_new (state->status, state->audience, state->window, internal, external);
}

void
world_see (World *world)
{
  g_autoptr (OofPlan) planned = world_plan (world);

  if (planned->newly_outside)
    {
      GArray *noticed = oof_outside_add (world->record->outside, world->now);

      g_clear_pointer (&world->record->outside, g_array_unref);
      world->record->outside = noticed;
    }
  g_clear_pointer (&world->record->seen, oof_reply_state_unref);
  world->record->seen = oof_reply_state_ref (world->current);
  world->record->seen_at = world->now;
}

void
world_apply (World *world, const OofPlan *planned)
{
  if (planned->wanted == NULL)
    return;
  g_autoptr (OofRecord) old = g_steal_pointer (&world->record);
  world->record = oof_record_new ("anna@kontor.example");
  if (planned->wanted->status != OOF_REPLY_DISABLED)
    {
      world->record->absence = g_strdup (planned->absence->key);
      world->record->applied = oof_absence_copy (planned->absence);
    }
  if (old == NULL || old->absence == NULL)
    world->record->previous = oof_reply_state_ref (world->current);
  else if (old->previous != NULL)
    world->record->previous = oof_reply_state_ref (old->previous);
  world->record->written = oof_reply_state_ref (planned->wanted);
  world_set_current (world, world_dress (planned->wanted));
  world->record->returned = oof_reply_state_ref (world->current);
  world_see (world);
}

void
world_run (World *world)
{
  g_autoptr (OofPlan) planned = world_plan (world);

  world_apply (world, planned);
}

void
world_assert_plan (const OofPlan *planned, OofVerdict verdict, OofReason reason)
{
  g_assert_cmpstr (oof_verdict_to_string (planned->verdict), ==, oof_verdict_to_string (verdict));
  g_assert_cmpstr (oof_reason_to_string (planned->reason), ==, oof_reason_to_string (reason));
  g_assert_true ((planned->verdict == OOF_VERDICT_TO_DO) == (planned->wanted != NULL));
  g_assert_true ((planned->changes->len > 0) == (planned->wanted != NULL));
}

void
world_assert_kept (World *world, OofVerdict verdict, OofReason reason)
{
  g_autoptr (OofPlan) planned = world_plan (world);

  world_assert_plan (planned, verdict, reason);
  g_assert_null (planned->wanted);
}

OofPlan *
world_assert_wanted (
    World *world, OofReason reason, OofReplyStatus status, const char *from, const char *to)
{
  OofPlan *planned = world_plan (world);

  world_assert_plan (planned, OOF_VERDICT_TO_DO, reason);
  g_assert_cmpint (planned->wanted->status, ==, status);
  if (from != NULL)
    {
      g_autofree char *wanted_from = oof_instant_format (planned->wanted->window.from);
      g_autofree char *wanted_to = oof_instant_format (planned->wanted->window.to);

      g_assert_cmpstr (wanted_from, ==, from);
      g_assert_cmpstr (wanted_to, ==, to);
    }
  return planned;
}

void
world_assert_change (const OofPlan *planned,
                     guint index,
                     const char *field,
                     const char *old_value,
                     const char *new_value,
                     OofReason reason)
{
  const OofChange *change;

  g_assert_cmpuint (planned->changes->len, >, index);
  change = g_ptr_array_index (planned->changes, index);
  g_assert_cmpstr (oof_field_to_string (change->field), ==, field);
  g_assert_cmpstr (change->old_value, ==, old_value);
  g_assert_cmpstr (change->new_value, ==, new_value);
  g_assert_cmpstr (oof_reason_to_string (change->reason), ==, oof_reason_to_string (reason));
}
