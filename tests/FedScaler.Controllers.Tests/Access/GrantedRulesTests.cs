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
