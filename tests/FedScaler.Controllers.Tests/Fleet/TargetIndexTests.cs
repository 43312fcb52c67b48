using FedScaler.Controllers.Fleet;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet;

public sealed class TargetIndexTests
{
    private static readonly TargetRef Web = new("shop", "apps/v1", "Deployment", "web");
    private static readonly TargetRef Api = new("shop", "apps/v1", "Deployment", "api");

    [Fact]
    public void An_object_is_found_by_its_target_until_it_turns_to_another_or_goes()
    {
        var index = new TargetIndex();
        index.Set(new ObjectKey("shop", "one"), Web);
        index.Set(new ObjectKey("shop", "two"), Web);
        index.Of(Web).Select(static key => key.Name).ShouldBe(["one", "two"]);

        index.Set(new ObjectKey("shop", "one"), Api);
        index.Of(Web).Select(static key => key.Name).ShouldBe(["two"]);
        index.TargetOf(new ObjectKey("shop", "one")).ShouldBe(Api);

        index.Set(new ObjectKey("shop", "two"), null);
        index.Of(Web).ShouldBeEmpty();
        index.Targets().ShouldBe([Api]);
        index.TargetOf(new ObjectKey("shop", "two")).ShouldBeNull();
    }
}
