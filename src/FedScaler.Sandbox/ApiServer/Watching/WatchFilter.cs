using System.Text.Json.Nodes;
using FedScaler.Sandbox.ApiServer.Selectors;
using FedScaler.Sandbox.Json;

namespace FedScaler.Sandbox.ApiServer.Watching;

/// <summary>Which objects a watch is about.</summary>
internal sealed record WatchFilter(string? Namespace, string Name, LabelSelector Labels, FieldSelector Fields)
{
    public bool Matches(JsonObject value) =>
        (Namespace is null || value.Namespace() == Namespace)
        && (Name.Length == 0 || value.Name() == Name)
        && Labels.Matches(value)
        && Fields.Matches(value);
}
