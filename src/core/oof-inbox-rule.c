/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-inbox-rule.h"

#include <string.h>

#define PREFIX     "OOF "
#define KEY_PREFIX "a:"

G_DEFINE_BOXED_TYPE (OofInboxRule, oof_inbox_rule, oof_inbox_rule_ref, oof_inbox_rule_unref)

OofInboxRule *
oof_inbox_rule_new (void)
{
  OofInboxRule *self = g_atomic_rc_box_new0 (OofInboxRule);

  self->name = g_strdup ("");
  self->enabled = TRUE;
  self->redirect_to = g_new0 (char *, 1);
  self->forward_to = g_new0 (char *, 1);
  return self;
}

OofInboxRule *
oof_inbox_rule_new_forward (const char *absence, const char *to, gboolean copy)
{
  OofInboxRule *self;

  g_return_val_if_fail (absence != NULL && to != NULL, NULL);

  self = oof_inbox_rule_new ();
  g_free (self->name);
  self->name = g_strconcat (PREFIX, absence, NULL);
  self->sequence = 1;
  g_strfreev (self->redirect_to);
  self->redirect_to = g_new0 (char *, 2);
  self->redirect_to[0] = g_utf8_strdown (to, -1);
  self->no_copy = !copy;
  return self;
}

static void
oof_inbox_rule_clear (OofInboxRule *self)
{
  g_free (self->id);
  g_free (self->name);
  g_strfreev (self->redirect_to);
  g_strfreev (self->forward_to);
}

OofInboxRule *
oof_inbox_rule_ref (OofInboxRule *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_inbox_rule_unref (OofInboxRule *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_inbox_rule_clear);
}

/* A rule that a person named "OOF" is none of ours: only the key of an absence makes it so. */
const char *
oof_inbox_rule_get_absence (const OofInboxRule *self)
{
  const char *key;

  g_return_val_if_fail (self != NULL, NULL);

  if (!g_str_has_prefix (self->name, PREFIX KEY_PREFIX))
    return NULL;
  key = self->name + strlen (PREFIX);
  return g_uuid_string_is_valid (key + strlen (KEY_PREFIX)) ? key : NULL;
}

gboolean
oof_inbox_rule_forwards (const OofInboxRule *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return *self->redirect_to != NULL || *self->forward_to != NULL;
}

gboolean
oof_inbox_rule_is_hidden (const OofInboxRule *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->read_only && !oof_inbox_rule_forwards (self) && !self->no_copy && !self->stop
         && !self->other;
}

gboolean
oof_inbox_rule_does (const OofInboxRule *self, const OofInboxRule *wanted)
{
  g_return_val_if_fail (self != NULL && wanted != NULL, FALSE);

  return strcmp (self->name, wanted->name) == 0 && self->enabled && !self->conditional
         && !self->stop && !self->other && self->no_copy == wanted->no_copy
         && g_strv_equal ((const char *const *) self->redirect_to,
                          (const char *const *) wanted->redirect_to)
         && g_strv_equal ((const char *const *) self->forward_to,
                          (const char *const *) wanted->forward_to);
}

char *
oof_inbox_rule_dup_targets (const OofInboxRule *self)
{
  g_autofree char *redirected = NULL;
  g_autofree char *forwarded = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  redirected = g_strjoinv (", ", self->redirect_to);
  forwarded = g_strjoinv (", ", self->forward_to);
  return g_strconcat (redirected, *redirected != '\0' && *forwarded != '\0' ? ", " : "", forwarded,
                      NULL);
}

OofRuleChange *
oof_rule_change_new (OofRuleAction action, OofInboxRule *rule)
{
  OofRuleChange *self;

  g_return_val_if_fail (rule != NULL, NULL);

  self = g_new0 (OofRuleChange, 1);
  self->action = action;
  self->rule = oof_inbox_rule_ref (rule);
  return self;
}

void
oof_rule_change_free (OofRuleChange *self)
{
  oof_inbox_rule_unref (self->rule);
  g_free (self);
}

static OofInboxRule *
find_by_id (GPtrArray *rules, const char *id)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_strcmp0 (((OofInboxRule *) rules->pdata[i])->id, id) == 0)
      return rules->pdata[i];
  return NULL;
}

static gboolean
is_there (GPtrArray *rules, const OofInboxRule *wanted)
{
  for (guint i = 0; i < rules->len; i++)
    if (oof_inbox_rule_does (rules->pdata[i], wanted))
      return TRUE;
  return FALSE;
}

gboolean
oof_rule_change_is_done (const OofRuleChange *self, GPtrArray *rules)
{
  OofInboxRule *rule;

  g_return_val_if_fail (self != NULL && rules != NULL, FALSE);

  if (self->action == OOF_RULE_CREATE)
    return is_there (rules, self->rule);
  rule = find_by_id (rules, self->rule->id);
  if (self->action == OOF_RULE_DELETE || rule == NULL)
    return rule == NULL;
  return rule->enabled == (self->action == OOF_RULE_ENABLE);
}
