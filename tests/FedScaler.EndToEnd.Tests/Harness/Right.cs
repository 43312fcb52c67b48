using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>One verb on one resource, as it is granted: everywhere, or within the service's own namespace.</summary>
internal readonly record struct Right(Side Side, FederationKind Federation, bool Within, string Verb, string Group, string Resource)
{
    public override string ToString() => $"{Federation} {Side} {(Within ? "own namespace" : "everywhere")}: {Verb} {Resource}{(Group.Length == 0 ? "" : "." + Group)}";
}
