using System.Text.Json.Serialization;
using FedScaler.Api.Json;

namespace FedScaler.Members.Check;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, Converters = [typeof(EnumNameConverter<CheckResult>)])]
[JsonSerializable(typeof(IReadOnlyList<MemberReport>))]
internal sealed partial class CheckJson : JsonSerializerContext;
