using System.Collections.Concurrent;
using System.Reflection;
using FedScaler.Controllers.Access;
using FedScaler.Hosting.Federations;
using FedScaler.Sandbox.ApiServer.Authorization;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>What the service asked for in all scenarios of this run, and which scenarios those were.</summary>
internal static class RightsLedger
{
    private static readonly ConcurrentDictionary<Right, bool> UsedRights = [];
    private static readonly ConcurrentDictionary<string, bool> RefusedRequests = [];
    private static readonly ConcurrentDictionary<string, bool> Scenarios = [];

    /// <summary>Requests that no rule allows.</summary>
    public static IEnumerable<string> Refused => RefusedRequests.Keys.Order(StringComparer.Ordinal);

    /// <summary>All that is granted.</summary>
    public static IEnumerable<Right> Granted =>
        from federation in Enum.GetValues<FederationKind>()
        from side in Enum.GetValues<Side>()
        from rule in RulesOf(side, federation)
        from right in RightsOf(side, federation, rule.Within, rule.Rule)
        select right;

    /// <summary>What of it was used.</summary>
    public static IEnumerable<Right> Used => UsedRights.Keys;

    /// <summary>Scenarios of the suite that this run has left out.</summary>
    public static IEnumerable<string> LeftOut =>
        from type in typeof(RightsLedger).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(FleetTest)) && !type.IsAbstract
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public)
        where method.GetCustomAttribute<FactAttribute>() is { Explicit: false, Skip: null }
        let name = NameOf(type, method.Name)
        where !Scenarios.ContainsKey(name)
        select name;

    public static void NoteScenario(Type type, string? method) => Scenarios[NameOf(type, method ?? "")] = true;

    public static void Note(Side side, FederationKind federation, AccessRecord record)
    {
        if (record.User is not (ServiceIdentity.User or ServiceIdentity.Account)) return;
        if (!record.Allowed) RefusedRequests[$"{federation} {side}: {record.Verb} {record.Resource}.{record.Group} {record.Name} in {record.Namespace}"] = true;
        foreach (var (within, rule) in RulesOf(side, federation))
        {
            if (Covers(rule, record) && (!within || record.Namespace == ServiceIdentity.OwnNamespace))
                UsedRights[new Right(side, federation, within, record.Verb, record.Group, record.Resource)] = true;
        }
    }

    private static string NameOf(Type type, string method) => $"{type.FullName}.{method}";

    private static bool Covers(AccessRule rule, AccessRecord record) =>
        rule.Group == record.Group && rule.Resources.Contains(record.Resource) && rule.Verbs.Contains(record.Verb)
        && (rule.ResourceNames.Length == 0 || rule.ResourceNames.Contains(record.Name));

    private static IEnumerable<(bool Within, AccessRule Rule)> RulesOf(Side side, FederationKind federation)
    {
        var (everywhere, within) = ServiceIdentity.RulesOf(side, federation);
        return everywhere.Select(static rule => (false, rule)).Concat(within.Select(static rule => (true, rule)));
    }

    private static IEnumerable<Right> RightsOf(Side side, FederationKind federation, bool within, AccessRule rule) =>
        from resource in rule.Resources
        from verb in rule.Verbs
        select new Right(side, federation, within, verb, rule.Group, resource);
}
