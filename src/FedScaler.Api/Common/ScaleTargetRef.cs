using System.ComponentModel;
using FedScaler.Api.Schema;

namespace FedScaler.Api.Common;

/// <summary>Names the object that is scaled; its namespace is that of the object that refers to it.</summary>
public sealed record ScaleTargetRef
{
    [Description("API version of the target, e.g. apps/v1.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.ApiVersion, Message = PatternMessages.ApiVersion)]
    public string ApiVersion { get; set => field = value ?? ""; } = "";

    [Description("Kind of the target, e.g. Deployment.")]
    [RequiredField, Text(63, MinLength = 1, Pattern = Patterns.Kind, Message = PatternMessages.Kind)]
    public string Kind { get; set => field = value ?? ""; } = "";

    [Description("Name of the target.")]
    [RequiredField, Text(253, MinLength = 1, Pattern = Patterns.DnsSubdomain, Message = PatternMessages.DnsSubdomain)]
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>The API group: the part of the version before the slash, empty for core.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Group => ApiVersion.LastIndexOf('/') is var slash and >= 0 ? ApiVersion[..slash] : "";

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}.{ApiVersion} {Name}";
}
