using System.Text.Json.Serialization;

namespace FedScaler.Controllers.Fleet.Projections;

/// <summary>How the few fields that the fleet keeps of members' objects are read; all others are skipped without being built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(QuantityConverter)])]
[JsonSerializable(typeof(WorkloadFields))]
[JsonSerializable(typeof(ResourceListFields))]
[JsonSerializable(typeof(VersionFields))]
[JsonSerializable(typeof(NamespaceFields))]
[JsonSerializable(typeof(Members.TokenClaims))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class FleetJson : JsonSerializerContext;
