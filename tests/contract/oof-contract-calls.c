/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oof-contract-calls.h"

#include "oof-contract-values.h"

static const OofRange never = { OOF_INSTANT_NONE, OOF_INSTANT_NONE };

void
oof_contract_material_init (OofContractMaterial *self, OofItem *there)
{
  self->off = oof_reply_state_new (OOF_REPLY_DISABLED, OOF_AUDIENCE_NONE, never, "", "");
  self->on = oof_reply_state_new (OOF_REPLY_ENABLED, OOF_AUDIENCE_ALL, never, "<p>A</p>", "");
  self->item =
      oof_contract_days_new (OOF_CONTRACT_KEY, "Europe/Berlin", "2026-11-02", "2026-11-06");
  self->rule = oof_contract_forward_new (OOF_CONTRACT_OTHER);
  self->there = oof_item_ref (there);
}

void
oof_contract_material_clear (OofContractMaterial *self)
{
  oof_reply_state_unref (self->off);
  oof_reply_state_unref (self->on);
  oof_item_unref (self->item);
  oof_rule_change_free (self->rule);
  oof_item_unref (self->there);
}

void
oof_contract_call_begin (OofContractSide *side,
                         const OofContractMaterial *material,
                         OofContractCall call,
                         GCancellable *cancellable,
                         GAsyncResult **result)
{
  static const char *const groups[] = { "alle@" OOF_CONTRACT_DOMAIN, NULL };
  static const char *const mailboxes[] = { OOF_CONTRACT_PERSON, OOF_CONTRACT_OTHER, NULL };
  OofRange range = oof_contract_range ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z");

  switch (call)
    {
    case OOF_CONTRACT_CALL_READ:
      oof_mailbox_service_read_async (side->mailboxes, OOF_CONTRACT_PERSON, cancellable,
                                      oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_WRITE:
      oof_mailbox_service_write_async (side->mailboxes, OOF_CONTRACT_PERSON, material->off,
                                       material->on, cancellable, oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_LIST_PEOPLE:
      oof_directory_list_async (side->directory, groups, cancellable, oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_EXPAND:
      oof_directory_expand_async (side->directory, groups[0], cancellable, oof_contract_keep_cb,
                                  result);
      break;
    case OOF_CONTRACT_CALL_RESOLVE:
      oof_directory_resolve_async (side->directory, "Krause", cancellable, oof_contract_keep_cb,
                                   result);
      break;
    case OOF_CONTRACT_CALL_LIST_ITEMS:
      oof_item_store_list_async (side->items, OOF_CALENDAR_ABSENCES, range, cancellable,
                                 oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_FIND:
      oof_item_store_find_async (side->items, OOF_CALENDAR_DOCUMENTS, OOF_CONTRACT_KEY, cancellable,
                                 oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_CREATE:
      oof_item_store_create_async (side->items, material->item, cancellable, oof_contract_keep_cb,
                                   result);
      break;
    case OOF_CONTRACT_CALL_UPDATE:
      oof_item_store_update_async (side->items, material->there, cancellable, oof_contract_keep_cb,
                                   result);
      break;
    case OOF_CONTRACT_CALL_REMOVE:
      oof_item_store_remove_async (side->items, material->there, cancellable, oof_contract_keep_cb,
                                   result);
      break;
    case OOF_CONTRACT_CALL_READ_MANY:
      oof_mailbox_service_read_many_async (side->mailboxes, mailboxes, cancellable,
                                           oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_READ_RULES:
      oof_rule_service_read_async (OOF_RULE_SERVICE (side->mailboxes), OOF_CONTRACT_PERSON,
                                   cancellable, oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_CALL_ADD_RULE:
      oof_rule_service_change_async (OOF_RULE_SERVICE (side->mailboxes), OOF_CONTRACT_PERSON,
                                     material->rule, OOF_RULE_CHANGE_PLAIN, cancellable,
                                     oof_contract_keep_cb, result);
      break;
    case OOF_CONTRACT_N_CALLS:
    default:
      g_assert_not_reached ();
    }
}

/* The error of any of them, as they are all asked at the same time. */
static gboolean
finish_many (OofContractSide *side, GAsyncResult *done, GError **error)
{
  g_autoptr (GPtrArray) readings =
      oof_mailbox_service_read_many_finish (side->mailboxes, done, error);

  for (guint i = 0; readings != NULL && i < readings->len; i++)
    {
      OofMailboxReading *reading = readings->pdata[i];

      if (reading->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reading->error));
          return FALSE;
        }
    }
  return readings != NULL;
}

static gboolean
finish_array (GPtrArray *array)
{
  g_autoptr (GPtrArray) owned = array;

  return owned != NULL;
}

static gboolean
finish_item (OofItem *item)
{
  g_autoptr (OofItem) owned = item;

  return owned != NULL;
}

static gboolean
finish_state (OofMailboxState *state)
{
  g_autoptr (OofMailboxState) owned = state;

  return owned != NULL;
}

gboolean
oof_contract_call_finish (OofContractSide *side,
                          OofContractCall call,
                          GAsyncResult **result,
                          GError **error)
{
  GAsyncResult *done = oof_contract_wait (result);

  switch (call)
    {
    case OOF_CONTRACT_CALL_READ:
      return finish_state (oof_mailbox_service_read_finish (side->mailboxes, done, error));
    case OOF_CONTRACT_CALL_WRITE:
      return oof_mailbox_service_write_finish (side->mailboxes, done, error);
    case OOF_CONTRACT_CALL_LIST_PEOPLE:
      return finish_array (oof_directory_list_finish (side->directory, done, error));
    case OOF_CONTRACT_CALL_EXPAND:
      return finish_array (oof_directory_expand_finish (side->directory, done, error));
    case OOF_CONTRACT_CALL_RESOLVE:
      return finish_array (oof_directory_resolve_finish (side->directory, done, error));
    case OOF_CONTRACT_CALL_LIST_ITEMS:
      return finish_array (oof_item_store_list_finish (side->items, done, error));
    case OOF_CONTRACT_CALL_FIND:
      return finish_array (oof_item_store_find_finish (side->items, done, error));
    case OOF_CONTRACT_CALL_CREATE:
      return finish_item (oof_item_store_create_finish (side->items, done, error));
    case OOF_CONTRACT_CALL_UPDATE:
      return finish_item (oof_item_store_update_finish (side->items, done, error));
    case OOF_CONTRACT_CALL_REMOVE:
      return oof_item_store_remove_finish (side->items, done, error);
    case OOF_CONTRACT_CALL_READ_MANY:
      return finish_many (side, done, error);
    case OOF_CONTRACT_CALL_READ_RULES:
      return finish_array (
          oof_rule_service_read_finish (OOF_RULE_SERVICE (side->mailboxes), done, error));
    case OOF_CONTRACT_CALL_ADD_RULE:
      return oof_rule_service_change_finish (OOF_RULE_SERVICE (side->mailboxes), done, error);
    case OOF_CONTRACT_N_CALLS:
    default:
      g_assert_not_reached ();
    }
}

gboolean
oof_contract_call_is_write (OofContractCall call)
{
  return call == OOF_CONTRACT_CALL_WRITE || call == OOF_CONTRACT_CALL_CREATE
         || call == OOF_CONTRACT_CALL_UPDATE || call == OOF_CONTRACT_CALL_REMOVE
         || call == OOF_CONTRACT_CALL_ADD_RULE;
}
