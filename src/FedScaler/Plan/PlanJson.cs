using System.Text.Json.Serialization;
using FedScaler.Api.Json;
using FedScaler.Core.Splitting;

namespace FedScaler.Plan;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(EnumNameConverter<MemberState>)])]
[JsonSerializable(typeof(PlanCluster))]
[JsonSerializable(typeof(PlanResult))]
[JsonSerializable(typeof(PlanRefusal))]
internal sealed partial class PlanJson : JsonSerializerContext;
