/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-template-readings.h"

#include <string.h>

#include "core/oof-render-private.h"

/* The name of the opposite, NULL for what is no forwarding marker. */
static const char *
get_opposite (const OofScanItem *item)
{
  if (item->kind != OOF_SCAN_VARIABLE || item->variable == NULL || !item->removes_line)
    return NULL;
  switch ((int) item->variable->kind)
    {
    case OOF_VARIABLE_FORWARDED:
      return "oofforwardfalse";
    case OOF_VARIABLE_NOT_FORWARDED:
      return "oofforwardtrue";
    case OOF_VARIABLE_HAS_DEPUTY:
      return "oofforwarduserfalse";
    case OOF_VARIABLE_NO_DEPUTY:
      return "oofforwardusertrue";
    default:
      return NULL;
    }
}

/* Markers mean nothing inside of tags and comments, and there it does no harm to turn them. @found:
 * (out) whether there was one. (transfer full) (nullable) */
static char *
reverse (const char *body, gboolean *found)
{
  g_autofree char *valid = body != NULL ? g_utf8_make_valid (body, -1) : NULL;
  GString *out = g_string_new (NULL);
  OofScanner scanner;
  OofScanItem item;

  if (body == NULL)
    return g_string_free (out, TRUE);
  oof_scanner_init (&scanner, valid, valid + strlen (valid));
  while (oof_scanner_next (&scanner, &item))
    {
      const char *opposite = get_opposite (&item);

      if (opposite != NULL)
        g_string_append_printf (out, "##%s", opposite);
      else
        g_string_append_len (out, item.start, item.end - item.start);
      *found |= opposite != NULL;
    }
  return g_string_free (out, FALSE);
}

gboolean
oof_template_has_two_readings (const OofTemplate *self)
{
  gboolean found = FALSE;
  g_autofree char *body = NULL;
  g_autofree char *external = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  body = reverse (self->body, &found);
  external = reverse (self->external, &found);
  return found;
}

OofTemplate *
oof_template_reverse (const OofTemplate *self)
{
  gboolean found = FALSE;
  OofTemplate *reversed;

  g_return_val_if_fail (self != NULL, NULL);

  reversed = oof_template_copy (self);
  g_free (reversed->body);
  g_free (reversed->external);
  reversed->body = reverse (self->body, &found);
  reversed->external = reverse (self->external, &found);
  return reversed;
}

static OofPerson *
new_person (const char *given, const char *surname)
{
  g_autofree char *name = g_strdup_printf ("%s %s", given, surname);
  g_autofree char *address = g_strdup_printf ("%s.%s@example.net", given, surname);
  OofPerson *person = oof_person_new (NULL, address, name);

  oof_person_set (person, "givenName", given);
  oof_person_set (person, "sn", surname);
  oof_person_set (person, "telephoneNumber", "+49 30 123456");
  return person;
}

char *
oof_template_render_example (const OofTemplate *self, OofOptions *options, gboolean forwarded)
{
  g_autoptr (OofPerson) anna = new_person ("Anna", "Muster");
  g_autoptr (OofPerson) bernd = new_person ("Bernd", "Beispiel");
  g_autoptr (OofAbsence) absence = oof_absence_new (anna->address, options->zone);
  OofRenderInput input = { .person = anna, .absence = absence, .options = options };

  absence->first_day = oof_day_from_ymd (2027, 6, 14);
  absence->last_day = absence->first_day + 11;
  if (forwarded)
    {
      absence->deputy = g_strdup (bernd->address);
      absence->forward_to = g_strdup (bernd->address);
      input.deputy = input.forward = bernd;
    }

  g_autoptr (OofRendered) rendered = oof_render (self, &input, OOF_RENDER_INTERNAL);
  return g_strdup (rendered->text);
}
