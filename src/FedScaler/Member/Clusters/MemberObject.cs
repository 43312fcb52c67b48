using System.Text.Json.Nodes;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Models;

namespace FedScaler.Members.Clusters;

/// <summary>One object that is to be in a cluster.</summary>
internal sealed record MemberObject(ResourceType Type, JsonObject Manifest)
{
    /// <summary>Of a role: what each of its rules is for.</summary>
    public IReadOnlyList<AccessRule> Rules { get; init; } = [];

    public string Name => Manifest["metadata"]!["name"]!.GetValue<string>();

    public ObjectKey Key => new((string?)Manifest["metadata"]!["namespace"], Name);

    /// <summary>As kubectl names objects.</summary>
    public string Words => Describe(Type, Name);

    public static string Describe(ResourceType type, string name) => $"{type.Kind.ToLowerInvariant()}{(type.Group.Length > 0 ? "." + type.Group : "")}/{name}";
}
