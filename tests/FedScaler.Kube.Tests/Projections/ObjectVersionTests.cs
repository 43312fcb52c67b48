using FedScaler.Kube.Projections;

namespace FedScaler.Kube.Tests.Projections;

public sealed class ObjectVersionTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("4711")]
    [InlineData("18446744073709551615")]
    [InlineData("18446744073709551616")]
    [InlineData("007")]
    [InlineData("")]
    [InlineData("+1")]
    [InlineData("a-version")]
    public void A_version_is_written_as_it_was_read(string text) => new ObjectVersion(text).ToString().ShouldBe(text);

    [Fact]
    public void Versions_are_equal_when_their_texts_are()
    {
        new ObjectVersion("12").ShouldBe(new ObjectVersion("12"));
        new ObjectVersion("x").ShouldBe(new ObjectVersion("x"));
        new ObjectVersion("12").ShouldNotBe(new ObjectVersion("012"));
        new ObjectVersion("").ShouldNotBe(new ObjectVersion("0"));
    }
}
