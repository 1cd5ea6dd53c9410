/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ews/oof-ews-autodiscover.h"

#include <string.h>

#include "core/oof-error.h"
#include "format/oof-json.h"
#include "format/oof-xml-writer.h"
#include "format/oof-xml.h"
#include "wire/oof-http-origin.h"

#define REQUEST "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"
#define ANSWER  "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
#define PATH    "/autodiscover/autodiscover"

#define MAX_STEPS 12 /* places asked and redirects followed, all together */
#define TIMEOUT   10 /* seconds for one of them */

/* One search. The places are asked in their order; a redirect goes in front. */
typedef struct
{
  char *address; /* (owned) */
  char *domain;  /* (owned) */
  GStrv allowed; /* (owned) */
  char *ca_file; /* (owned) (nullable) */
  OofHttpAuth auth;
  char *user;         /* (owned) (nullable) */
  char *password;     /* (owned) (nullable) */
  GQueue urls;        /* (owned) of char *: what is asked next */
  GPtrArray *origins; /* (owned) of char *: where credentials may go */
  gboolean by_dns;    /* the SRV record has not been asked yet */
  char *asked;        /* (owned) (nullable) the place that answers next */
  guint n_steps;
  GError *first;   /* (owned) (nullable) what the most telling place said */
  char *elsewhere; /* (owned) (nullable) */
} Search;

static void next (GTask *task);

static void
search_free (Search *self)
{
  g_free (self->address);
  g_free (self->domain);
  g_strfreev (self->allowed);
  g_free (self->ca_file);
  g_free (self->user);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_queue_clear_full (&self->urls, g_free);
  g_ptr_array_unref (self->origins);
  g_free (self->asked);
  g_clear_error (&self->first);
  g_free (self->elsewhere);
  g_free (self);
}

/* Both forms of asking @base. */
static void
add_base (Search *self, const char *base)
{
  g_autofree char *escaped = g_uri_escape_string (self->address, "@", FALSE);
  char *origin = oof_http_origin_from_url (base, NULL);

  if (origin == NULL)
    return;
  g_ptr_array_add (self->origins, origin);
  g_queue_push_tail (&self->urls,
                     g_strconcat (origin, PATH ".json/v1.0/", escaped, "?Protocol=EWS", NULL));
  g_queue_push_tail (&self->urls, g_strconcat (origin, PATH ".xml", NULL));
}

static gboolean
is_pox (const char *url)
{
  return !g_strrstr (url, ".json");
}

/* Somewhere else than the servers of the own domain, and nobody has looked at it yet. */
static gboolean
is_foreign (Search *self, const char *origin)
{
  return !g_ptr_array_find_with_equal_func (self->origins, origin, g_str_equal, NULL)
         && (self->allowed == NULL
             || !g_strv_contains ((const char *const *) self->allowed, origin));
}

/* Whether the search ends here: at what has to be shown first, or at an error. */
static void
follow (GTask *task, const char *url)
{
  Search *self = g_task_get_task_data (task);
  g_autofree char *origin = oof_http_origin_from_url (url, NULL);

  if (origin == NULL || !oof_http_origin_check_secure (url, NULL))
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID,
                               "Autodiscover leads to %s, which is not protected by TLS",
                               origin != NULL ? origin : "a broken address");
      return;
    }
  if (is_foreign (self, origin))
    {
      self->elsewhere = g_steal_pointer (&origin);
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  g_queue_push_head (&self->urls, g_strdup (url));
  next (task);
}

static void
found (GTask *task, char *url)
{
  if (oof_http_origin_check_secure (url, NULL))
    g_task_return_pointer (task, url, g_free);
  else
    {
      g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID,
                               "Autodiscover names %s, which is not protected by TLS", url);
      g_free (url);
    }
}

/* (transfer full) (nullable) */
static char *
read_json (OofHttpResponse *response)
{
  g_autoptr (OofJson) root = oof_json_parse (oof_http_response_get_body (response), 0, NULL);
  char *url = NULL;

  if (root != NULL)
    oof_json_read_string (root, "Url", OOF_OPTIONAL, &url, NULL);
  return url;
}

/* The first Protocol that has one (ews.md 2.18). @redirect, @address: (out) (transfer full)
 * (nullable) what it says instead. */
static char *
read_pox (OofHttpResponse *response, char **redirect, char **address)
{
  g_autoptr (OofXml) root = oof_xml_parse (oof_http_response_get_body (response), 0, NULL);
  g_autoptr (OofXml) answer = root != NULL ? oof_xml_get_child (root, ANSWER, "Response") : NULL;
  g_autoptr (OofXml) account =
      answer != NULL ? oof_xml_get_child (answer, ANSWER, "Account") : NULL;
  g_autoptr (GPtrArray) protocols =
      account != NULL ? oof_xml_get_children (account, ANSWER, "Protocol") : NULL;
  char *url = NULL;

  for (guint i = 0; protocols != NULL && url == NULL && i < protocols->len; i++)
    oof_xml_read_string (g_ptr_array_index (protocols, i), ANSWER, "EwsUrl", OOF_OPTIONAL, &url,
                         NULL);
  if (account != NULL && url == NULL)
    {
      oof_xml_read_string (account, ANSWER, "RedirectUrl", OOF_OPTIONAL, redirect, NULL);
      oof_xml_read_string (account, ANSWER, "RedirectAddr", OOF_OPTIONAL, address, NULL);
    }
  return url;
}

/* What a place says that knows nothing; a refused account tells most. */
static void
note (Search *self, GError *error)
{
  if (self->first == NULL || g_error_matches (error, OOF_ERROR, OOF_ERROR_AUTH_REQUIRED))
    {
      g_clear_error (&self->first);
      self->first = error;
    }
  else
    g_error_free (error);
}

static void
note_answer (Search *self, OofHttpResponse *response)
{
  g_autofree char *words = oof_http_response_describe (response);
  guint status = oof_http_response_get_status (response);

  note (self,
        g_error_new (OOF_ERROR,
                     status == 401 || status == 403 ? OOF_ERROR_AUTH_REQUIRED : OOF_ERROR_NOT_FOUND,
                     "Autodiscover: %s", words));
}

/* Another address of the same person, perhaps of another domain: the search begins anew, and its
 * servers have to be shown. */
static void
follow_address (GTask *task, const char *address)
{
  Search *self = g_task_get_task_data (task);
  const char *at = strchr (address, '@');
  g_autofree char *url =
      at != NULL ? g_strconcat ("https://autodiscover.", at + 1, PATH ".xml", NULL) : NULL;

  g_free (self->address);
  self->address = g_strdup (address);
  follow (task, url != NULL ? url : "");
}

static void
take_answer (GTask *task, OofHttpResponse *response, gboolean pox)
{
  Search *self = g_task_get_task_data (task);
  guint status = oof_http_response_get_status (response);
  const char *location = oof_http_response_get_header (response, "Location");
  g_autofree char *redirect = NULL;
  g_autofree char *address = NULL;
  char *url = NULL;

  if (status >= 300 && status < 400 && location != NULL)
    {
      g_autofree char *target =
          g_uri_resolve_relative (self->asked, location, G_URI_FLAGS_NONE, NULL);

      follow (task, target != NULL ? target : "");
      return;
    }
  if (oof_http_response_is_success (response))
    url = pox ? read_pox (response, &redirect, &address) : read_json (response);
  if (url != NULL)
    found (task, url);
  else if (redirect != NULL)
    follow (task, redirect);
  else if (address != NULL)
    follow_address (task, address);
  else
    {
      note_answer (self, response);
      next (task);
    }
}

static void
json_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofHttpResponse) response =
      oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);

  if (response != NULL)
    take_answer (task, response, FALSE);
  else
    {
      note (g_task_get_task_data (task), error);
      next (task);
    }
}

static void
pox_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (OofHttpResponse) response =
      oof_http_client_send_finish (OOF_HTTP_CLIENT (source), result, &error);

  if (response != NULL)
    take_answer (task, response, TRUE);
  else
    {
      note (g_task_get_task_data (task), error);
      next (task);
    }
}

static GBytes *
write_pox (Search *self)
{
  g_autoptr (OofXmlWriter) xml = oof_xml_writer_new ();

  oof_xml_writer_begin (xml, "a", "Autodiscover");
  oof_xml_writer_bind (xml, "a", REQUEST);
  oof_xml_writer_begin (xml, "a", "Request");
  oof_xml_writer_element (xml, "a", "EMailAddress", self->address);
  oof_xml_writer_element (xml, "a", "AcceptableResponseSchema", ANSWER);
  oof_xml_writer_end (xml);
  oof_xml_writer_end (xml);
  return oof_xml_writer_finish (xml, NULL);
}

static void
ask (GTask *task, const char *url)
{
  Search *self = g_task_get_task_data (task);
  gboolean pox = is_pox (url);
  OofHttpClientOptions options = { .base_url = url,
                                   .timeout = TIMEOUT,
                                   .ca_file = self->ca_file,
                                   .auth = pox ? self->auth : OOF_HTTP_AUTH_NONE,
                                   .user = self->user,
                                   .password = self->password };
  GError *error = NULL;
  g_autoptr (OofHttpClient) http = oof_http_client_new (&options, NULL, &error);
  g_autoptr (OofHttpRequest) request = oof_http_request_new (pox ? "POST" : "GET", url);
  g_autoptr (GBytes) body = NULL;

  if (http == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (self->asked);
  self->asked = g_strdup (url);
  if (pox)
    {
      body = write_pox (self);
      oof_http_request_set_body (request, body, "text/xml; charset=utf-8");
      oof_http_request_set_repeatable (request, TRUE);
      oof_http_request_set_shows_redirects (request, TRUE);
      if (self->auth == OOF_HTTP_AUTH_NONE && self->password != NULL)
        oof_http_request_set_basic (request, self->user, self->password);
    }
  oof_http_client_send_async (http, request, g_task_get_cancellable (task), pox ? pox_cb : json_cb,
                              g_object_ref (task));
}

/* Like a redirect: only https, and the server has to be shown. */
static void
srv_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GList *targets = g_resolver_lookup_service_finish (G_RESOLVER (source), result, NULL);
  g_autofree char *url = NULL;

  if (targets != NULL)
    url = g_strdup_printf ("https://%s:%u" PATH ".xml", g_srv_target_get_hostname (targets->data),
                           g_srv_target_get_port (targets->data));
  g_resolver_free_targets (targets);
  if (url != NULL)
    follow (task, url);
  else
    next (task);
}

static void
next (GTask *task)
{
  Search *self = g_task_get_task_data (task);
  g_autofree char *url = g_queue_pop_head (&self->urls);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (url != NULL && ++self->n_steps <= MAX_STEPS)
    ask (task, url);
  else if (url != NULL)
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_INVALID, "Autodiscover leads in circles");
  else if (self->by_dns)
    {
      g_autoptr (GResolver) resolver = g_resolver_get_default ();

      self->by_dns = FALSE;
      g_resolver_lookup_service_async (resolver, "autodiscover", "tcp", self->domain,
                                       g_task_get_cancellable (task), srv_cb, g_object_ref (task));
    }
  else if (self->first != NULL)
    g_task_return_error (task, g_steal_pointer (&self->first));
  else
    g_task_return_new_error (task, OOF_ERROR, OOF_ERROR_NOT_FOUND, "Autodiscover: nothing answers");
}

static Search *
search_new (const OofEwsAutodiscoverOptions *options)
{
  Search *self = g_new0 (Search, 1);
  const char *at = strchr (options->address, '@');

  self->address = g_strdup (options->address);
  self->domain = g_strdup (at != NULL ? at + 1 : options->address);
  self->allowed = g_strdupv ((char **) options->allowed);
  self->ca_file = g_strdup (options->ca_file);
  self->auth = options->auth;
  self->user = g_strdup (options->user);
  self->password = g_strdup (options->password);
  self->origins = g_ptr_array_new_with_free_func (g_free);
  self->by_dns = options->base == NULL;
  g_queue_init (&self->urls);
  return self;
}

void
oof_ews_autodiscover_async (const OofEwsAutodiscoverOptions *options,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (options != NULL && options->address != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *self = search_new (options);

  g_task_set_source_tag (task, oof_ews_autodiscover_async);
  g_task_set_task_data (task, self, (GDestroyNotify) search_free);
  if (options->base != NULL)
    add_base (self, options->base);
  else
    {
      g_autofree char *first = g_strconcat ("https://autodiscover.", self->domain, NULL);
      g_autofree char *second = g_strconcat ("https://", self->domain, NULL);

      add_base (self, first);
      add_base (self, second);
    }
  next (task);
}

char *
oof_ews_autodiscover_finish (GAsyncResult *result, char **elsewhere, GError **error)
{
  Search *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *elsewhere = g_strdup (self->elsewhere);
  return g_task_propagate_pointer (G_TASK (result), error);
}
