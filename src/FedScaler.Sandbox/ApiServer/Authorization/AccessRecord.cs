namespace FedScaler.Sandbox.ApiServer.Authorization;

/// <summary>What somebody asked to do with a resource, and whether RBAC let it be done. Empty texts where there is none.</summary>
/// <param name="Resource">With its subresource, e.g. <c>pods/eviction</c>.</param>
public sealed record AccessRecord(string User, string Verb, string Group, string Resource, string Namespace, string Name, bool Allowed);
