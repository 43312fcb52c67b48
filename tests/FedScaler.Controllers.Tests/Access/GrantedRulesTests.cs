using FedScaler.Controllers.Access;

namespace FedScaler.Controllers.Tests.Access;

/// <summary>Whoever grants rights grants those of HubAccess and MemberAccess: a file that differs shows here what it has to say.</summary>
public sealed class GrantedRulesTests
{
    private const string FullName = """{{ include "fedscaler.fullname" . }}""";

    [Fact]
    public void The_charts_roles_are_the_hubs_rules()
    {
        var blocks = RepositoryText.RuleBlocks(RepositoryText.Read("charts", "fedscaler", "templates", "rbac.yaml"));

        blocks.ShouldBe([PolicyRules.ToYaml(HubAccess.ClusterRules), PolicyRules.ToYaml(HubAccess.NamespaceRules(FullName, FullName))]);
    }

    [Fact]
    public void The_charts_roles_on_a_Karmada_control_plane_are_Karmadas_rules()
    {
        var blocks = RepositoryText.RuleBlocks(RepositoryText.Read("charts", "fedscaler", "templates", "karmada", "rights.yaml"));

        blocks.ShouldBe([PolicyRules.ToYaml(KarmadaHubAccess.ClusterRules), PolicyRules.ToYaml(KarmadaHubAccess.NamespaceRules(FullName, FullName))]);
    }

    [Fact]
    public void The_role_that_the_chart_has_Karmada_distribute_is_that_for_its_members() =>
        RepositoryText.RuleBlocks(RepositoryText.Read("charts", "fedscaler", "templates", "karmada", "members.yaml"))
            .ShouldBe([PolicyRules.ToYaml(KarmadaMemberAccess.ClusterRules)]);

    [Fact]
    public void The_members_sample_grants_the_members_rules_with_removals_apart()
    {
        var blocks = RepositoryText.RuleBlocks(RepositoryText.Read("samples", "member-rbac.yaml"));

        blocks.ShouldBe(
        [
            PolicyRules.ToYaml(MemberAccess.ClusterRules.Where(static rule => !rule.Needs.HasFlag(AccessFeatures.ScaleIn))),
            PolicyRules.ToYaml(MemberAccess.ClusterRules.Where(static rule => rule.Needs.HasFlag(AccessFeatures.ScaleIn))),
            PolicyRules.ToYaml(MemberAccess.NamespaceRules("fedscaler")),
        ]);
    }
}
