using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Client;

namespace FedScaler.Runtime.Events;

/// <summary>events.k8s.io/v1 Event as JSON, within the API server's bounds (kubernetes, pkg/apis/core/validation/events.go).</summary>
internal static class EventBody
{
    private const int MaxNote = 1024;
    private const int MaxWord = 128;

    /// <summary>Events about cluster-scoped objects live in the namespace default.</summary>
    public static string NamespaceOf(EventTarget regarding) => regarding.Namespace ?? "default";

    public static RequestBody New(EventWrite write, string controller, string instance)
    {
        var happened = write.Occurrence;
        return RequestBody.From(new JsonObject
        {
            ["apiVersion"] = "events.k8s.io/v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = write.Series.Name, ["namespace"] = NamespaceOf(happened.Regarding) },
            ["eventTime"] = MicroTime(happened.Time),
            ["type"] = happened.Kind == EventKind.Warning ? "Warning" : "Normal",
            ["reason"] = Cut(happened.Reason, MaxWord),
            ["action"] = Cut(happened.Action, MaxWord),
            ["note"] = Cut(happened.Note, MaxNote),
            ["regarding"] = Reference(happened.Regarding),
            ["reportingController"] = controller,
            ["reportingInstance"] = Cut(instance, MaxWord),
        });
    }

    /// <summary>A merge patch; of an Event that is there nothing but its series may change.</summary>
    public static RequestBody Again(EventWrite write) => RequestBody.From(new JsonObject
    {
        ["series"] = new JsonObject { ["count"] = write.Series.Count, ["lastObservedTime"] = MicroTime(write.Occurrence.Time) },
    });

    // MicroTime is refused with anything but six digits of a second (apimachinery, micro_time.go).
    private static string MicroTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Reference(EventTarget target)
    {
        var reference = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name };
        if (target.Namespace is not null) reference["namespace"] = target.Namespace;
        if (target.Uid is not null) reference["uid"] = target.Uid;
        return reference;
    }

    /// <summary>The longest beginning of so many bytes in UTF-8 that does not end within a character.</summary>
    private static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes) return text;
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((used += rune.Utf8SequenceLength) > bytes) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
