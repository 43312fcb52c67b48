using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Resources;
using FedScaler.Sandbox.ApiServer.Tables;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>Writes objects, lists and Statuses in the form the client asked for.</summary>
internal sealed class ResponseWriter(TimeProvider time)
{
    public Task WriteObjectAsync(ApiRequest request, int code, StoredObject stored)
    {
        var shown = VersionConversion.FromStorage(request.Type, stored.Object);
        return Accept.ViewOf(request) switch
        {
            ResponseView.Table => WriteAsync(request, code, TableBuilder.Build(request, [shown], stored.Revision, null, null, time.GetUtcNow()).ToUtf8()),
            ResponseView.PartialMetadata => WriteAsync(request, code, PartialMetadata.Of(shown).ToUtf8()),
            _ => WriteAsync(request, code, ReferenceEquals(shown, stored.Object) ? stored.Utf8 : shown.ToUtf8()),
        };
    }

    public static Task WriteJsonAsync(ApiRequest request, int code, JsonObject body) => WriteAsync(request, code, body.ToUtf8());

    public Task WriteListAsync(ApiRequest request, ListPage page)
    {
        var shown = page.Items.Select(stored => VersionConversion.FromStorage(request.Type, stored.Object));
        var body = Accept.ViewOf(request) switch
        {
            ResponseView.Table => TableBuilder.Build(request, shown, page.Revision, page.Continue, page.Remaining, time.GetUtcNow()).ToUtf8(),
            ResponseView.PartialMetadata => ListBody("PartialObjectMetadataList", "meta.k8s.io/v1", page, shown.Select(PartialMetadata.Of), whole: true),
            _ => ListBody(request.Resource.ListKind, request.Type.ApiVersion, page, shown, whole: request.Resource.IsCustom),
        };
        return WriteAsync(request, 200, body);
    }

    public static async Task WriteStatusAsync(HttpResponse response, int code, JsonObject status, int? retryAfterSeconds = null)
    {
        response.StatusCode = code;
        response.ContentType = "application/json";
        if (retryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(status.ToUtf8(), response.HttpContext.RequestAborted);
    }

    private static Task WriteAsync(ApiRequest request, int code, byte[] body)
    {
        var response = request.Http.Response;
        response.StatusCode = code;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        foreach (var warning in request.Warnings)
            response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        return response.Body.WriteAsync(body, request.Http.RequestAborted).AsTask();
    }

    /// <summary>Items of built-in lists have no kind and apiVersion of their own; custom ones do.</summary>
    private static byte[] ListBody(string kind, string apiVersion, ListPage page, IEnumerable<JsonObject> items, bool whole)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, JsonBytes.Writing);
        writer.WriteStartObject();
        writer.WriteString("kind", kind);
        writer.WriteString("apiVersion", apiVersion);
        writer.WriteStartObject("metadata");
        writer.WriteString("resourceVersion", page.Revision.ToString(CultureInfo.InvariantCulture));
        if (page.Continue is { } next) writer.WriteString("continue", next);
        if (page.Remaining is { } remaining) writer.WriteNumber("remainingItemCount", remaining);
        writer.WriteEndObject();
        writer.WriteStartArray("items");
        foreach (var item in items) WriteItem(writer, item, whole);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter writer, JsonObject item, bool whole)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in item)
        {
            if (!whole && (name is "kind" or "apiVersion")) continue;
            writer.WritePropertyName(name);
            if (value is null) writer.WriteNullValue();
            else value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
