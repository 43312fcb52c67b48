using FedScaler.Kube.Karmada;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Karmada;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

public sealed class KarmadaNamesTests
{
    [Theory]
    [InlineData("Deployment", "shop", "web", "web-56d6c779bb")]
    [InlineData("Namespace", null, "shop", "shop-55c4c4674c")]
    [InlineData("ClusterRole", null, "karmada-impersonator", "karmada-impersonator-7cbb6bd5c9")]
    public void A_Work_is_named_as_by_real_Karmada(string kind, string? ns, string name, string work) =>
        KarmadaNames.Work(kind, new ObjectKey(ns, name)).ShouldBe(work);

    [Fact]
    public void A_binding_is_named_for_its_template_without_colons() => KarmadaKeys.BindingNameOf("ClusterRole", "system:Reader").ShouldBe("system.reader-clusterrole");
}
