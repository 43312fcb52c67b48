using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FedScaler.Cron.Explain;
using FedScaler.Cron.Next;

namespace FedScaler.Cron;

/// <summary>What the cron commands print as JSON.</summary>
[JsonSerializable(typeof(CronNextResult))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(ExplainRefusal))]
internal sealed partial class CronJson : JsonSerializerContext
{
    /// <summary>Quotes and signs as people read them: nobody puts this into a web page.</summary>
    public static CronJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
