using System.Text.Json.Serialization;

namespace FedScaler.Controllers.Fleet.Karmada;

/// <summary>How the few fields that the fleet keeps of Karmada's objects are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Clusters.ClusterFields))]
internal sealed partial class KarmadaJson : JsonSerializerContext;
