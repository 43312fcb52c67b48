using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Members;

public sealed class BoundTokenTests
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_service_accounts_token_says_whose_it_is_and_how_long_it_is_good()
    {
        var token = BoundToken.Read(Tokens.New(Issued, TimeSpan.FromHours(168)));

        token.ShouldBe(new BoundToken(new ObjectKey("fedscaler-system", "fedscaler"), Issued, Issued.AddHours(168)));
        token!.Lifetime.ShouldBe(TimeSpan.FromDays(7));
    }

    [Theory]
    [InlineData("""{"sub":"system:serviceaccount:ns:name","iat":1}""")]
    [InlineData("""{"sub":"system:serviceaccount:ns:name","exp":100}""")]
    [InlineData("""{"sub":"system:serviceaccount:ns:name","iat":100,"exp":100}""")]
    [InlineData("""{"sub":"jane@example.com","iat":1,"exp":100}""")]
    [InlineData("""{"sub":"system:serviceaccount:ns","iat":1,"exp":100}""")]
    [InlineData("""{"sub":"system:serviceaccount:ns:../../secrets","iat":1,"exp":100}""")]
    [InlineData("""{"sub":"system:serviceaccount:ns:name","iat":1,"exp":99999999999999}""")]
    [InlineData("""{"iat":"one"}""")]
    [InlineData("[]")]
    [InlineData("no json")]
    public void What_says_no_end_or_no_service_account_is_none(string claims) => BoundToken.Read(Tokens.Of(claims)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.!!.c")]
    [InlineData("..")]
    public void What_is_no_JWT_is_none(string token) => BoundToken.Read(token).ShouldBeNull();
}
