using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.Faults;

/// <summary>A write over HTTP, as a hook sees it.</summary>
/// <param name="Index">Counts the writes of this server, from 1.</param>
/// <param name="Verb">The HTTP method.</param>
/// <param name="ContentType">The media type of the body, which tells the kinds of PATCH apart.</param>
public sealed record WriteInfo(
    int Index, string Verb, ResourceType Resource, ObjectKey Key, string Subresource, string UserAgent, string FieldManager, string ContentType);
