using System.Reflection;
using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Scenarios.Karmada;

/// <summary>The suite of the direct mode runs over Karmada, too: a scenario that does not says why here.</summary>
public sealed class ParityTests
{
    private static readonly Dictionary<Type, string> DirectAlone = new()
    {
        [typeof(Admission.AdmissionTableTests)] = "asks the hub alone, before there is any federation; the CRDs are the same",
        [typeof(Members.BadMemberTests)] = "MemberClusters and their kubeconfigs: Karmada has its own",
        [typeof(Members.LeastPrivilegeTests)] = "what member add grants: on Karmada every scenario runs with the rights that the chart grants",
        [typeof(Members.RotationTests)] = "the service's tokens for members: it has none on Karmada",
        [typeof(RefusedWriteTests)] = "rights to write in members: there Karmada writes",
        [typeof(SecretTests)] = "Secrets with kubeconfigs: the service reads none on Karmada",
        [typeof(Security.HostileMemberTests)] = "member servers that the service would be sent to by a kubeconfig; Karmada's proxy is in between, and its answers are held to bounds by the same client",
        [typeof(Security.KubeconfigTests)] = "kubeconfigs of members",
        [typeof(Security.SecretCanaryTests)] = "credentials of members, which the service has none of on Karmada",
        [typeof(Security.StolenTokenTests)] = "the service's tokens for members: it has none on Karmada",
        [typeof(Security.TlsTests)] = "certificates of members' API servers, which Karmada's proxy looks at",
    };

    [Fact]
    public void Every_scenario_of_the_direct_mode_is_played_over_Karmada_or_says_why_not()
    {
        var all = typeof(ParityTests).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(FleetTest)) && !type.IsAbstract).ToList();
        var played = all.Where(IsOfKarmada).Select(static type => type.BaseType!).ToHashSet();

        all.Where(type => !IsOfKarmada(type) && !played.Contains(type) && !DirectAlone.ContainsKey(type)).Select(static type => type.FullName).ShouldBeEmpty();
        DirectAlone.Keys.Where(played.Contains).Select(static type => type.FullName).ShouldBeEmpty("they are played after all");
    }

    private static bool IsOfKarmada(Type type)
    {
        var federation = type.GetProperty("Federation", BindingFlags.Instance | BindingFlags.NonPublic)!;
        return (FederationKind)federation.GetValue(Activator.CreateInstance(type))! == FederationKind.Karmada;
    }
}
