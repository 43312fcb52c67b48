using FedScaler.Sandbox.Karmada.Proxy;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Proxy;

public sealed class ProxyAddressTests
{
    private static readonly Uri Hub = new("https://127.0.0.1:6443");

    [Fact]
    public void It_is_the_path_of_the_subresource_and_names_its_member()
    {
        var address = ProxyAddress.Of(Hub, "idc-a");

        address.ToString().ShouldBe("https://127.0.0.1:6443/apis/cluster.karmada.io/v1alpha1/clusters/idc-a/proxy");
        ProxyAddress.MemberOf(address).ShouldBe("idc-a");
        ProxyAddress.MemberOf(new Uri(address + "/")).ShouldBe("idc-a");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/prefix")]
    [InlineData("/apis/cluster.karmada.io/v1alpha1/clusters/idc-a")]
    [InlineData("/apis/cluster.karmada.io/v1alpha1/clusters/proxy")]
    public void Any_other_address_is_no_members(string path) => ProxyAddress.MemberOf(new Uri(Hub, path)).ShouldBeNull();
}
