using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FedScaler.Cron.Explain;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(ExplainRefusal))]
internal sealed partial class ExplainJson : JsonSerializerContext
{
    /// <summary>Quotes and signs as people read them: nobody puts this into a web page.</summary>
    public static ExplainJson Readable { get; } = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
