using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Api.Tests.Admission;

/// <summary>One object that somebody writes, and what becomes of it.</summary>
/// <param name="Old">The object before the change; null where it is created.</param>
/// <param name="Told">Fields that are blamed, each with a part of what is said of it.</param>
/// <param name="StoredByEarlierVersion">The old object cannot be created any more.</param>
/// <param name="Condition">The condition that tells of a spec that only the controller can refuse.</param>
internal sealed record AdmissionRow(
    ResourceType Resource, string Name, JsonObject Object, JsonObject? Old, Verdict Verdict, IReadOnlyDictionary<string, string> Told, string? Condition, bool StoredByEarlierVersion = false)
{
    public string Id => $"{Resource.Kind}: {Name}";
}
