using FedScaler.Kube.Auth;
using FedScaler.Kube.Json;
using FedScaler.Sandbox.Time;

namespace FedScaler.Kube.Tests.Auth;

public sealed class ExecPluginTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _directory = Directory.CreateTempSubdirectory("exec").FullName;
    private readonly SimulatedTimeProvider _clock = new(Start);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_plugin_runs_once_for_many_callers_and_again_when_its_token_has_expired()
    {
        var plugin = Plugin($$"""
            echo run >> {{_directory}}/runs
            n=$(wc -l < {{_directory}}/runs)
            echo "{\"apiVersion\":\"{{Version}}\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t$n-$GREETING\",\"expirationTimestamp\":\"2026-03-01T12:10:00Z\"} }"
            """);
        var tokens = await SeenAsync(plugin, async call =>
        {
            await Task.WhenAll(call(), call(), call());
            _clock.Advance(TimeSpan.FromMinutes(9.5));
            await call();
            _clock.Advance(TimeSpan.FromMinutes(0.5));
            await call();
        });
        tokens.ShouldBe(["Bearer t1-hi", "Bearer t1-hi", "Bearer t1-hi", "Bearer t1-hi", "Bearer t2-hi"]);
    }

    [Fact]
    public async Task A_rejected_token_makes_the_plugin_run_again()
    {
        var plugin = Plugin($$"""
            echo run >> {{_directory}}/runs
            n=$(wc -l < {{_directory}}/runs)
            echo "{\"apiVersion\":\"{{Version}}\",\"status\":{\"token\":\"t$n\"} }"
            """);
        (await SeenAsync(plugin, static call => call(), rejected: "Bearer t1")).ShouldBe(["Bearer t1", "Bearer t2"]);
    }

    [Fact]
    public async Task The_plugin_is_told_what_is_wanted_and_both_its_pipes_are_drained()
    {
        var plugin = Plugin($$"""
            printf '%s' "$KUBERNETES_EXEC_INFO" > {{_directory}}/info
            head -c 300000 /dev/zero | tr '\0' 'x' >&2
            echo "{\"apiVersion\":\"{{Version}}\",\"status\":{\"token\":\"t\"} }"
            """);
        (await SeenAsync(plugin, static call => call())).ShouldBe(["Bearer t"]);
        (await File.ReadAllTextAsync(Path.Combine(_directory, "info"))).ShouldBe(
            $$"""{"apiVersion":"{{Version}}","kind":"ExecCredential","spec":{"interactive":false} }""".Replace(" }", "}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo no luck >&2; exit 3", "ended with 3: no luck")]
    [InlineData("echo '{\"sesame'", "not an ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"other/v1\",\"status\":{\"token\":\"sesame\"}}'", "no ExecCredential of")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "neither a token nor a certificate")]
    public async Task A_failing_plugin_says_why_and_tells_no_secrets(string script, string expected)
    {
        var error = await Should.ThrowAsync<HttpRequestException>(() => SeenAsync(Plugin(script), static call => call()));
        error.ToString().ShouldContain(expected);
        error.ToString().ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_comes_with_its_install_hint()
    {
        var plugin = new ExecPlugin(Version, "/not/there", [], [], "install it with care");
        (await Should.ThrowAsync<HttpRequestException>(() => SeenAsync(plugin, static call => call()))).Message.ShouldContain("install it with care");
    }

    [Fact]
    public async Task A_plugin_that_hangs_is_killed_with_its_children()
    {
        var plugin = Plugin($"sleep 1000 & echo $! > {_directory}/child; mv {_directory}/child {_directory}/started; wait");
        var started = Path.Combine(_directory, "started");
        using var source = CredentialSource.Create(new UserCredentials { Exec = plugin }, _clock);
        var running = source.GetAsync(default).AsTask();
        await Eventually.BecomesTrueAsync(() => File.Exists(started));
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await Should.ThrowAsync<HttpRequestException>(() => running.InTimeAsync())).Message.ShouldContain("longer than 60 s");
        var child = (await File.ReadAllTextAsync(started)).Trim();
        await Eventually.BecomesTrueAsync(() => !File.Exists($"/proc/{child}/stat") || File.ReadAllText($"/proc/{child}/stat").Contains(") Z", StringComparison.Ordinal));
    }

    private static ExecPlugin Plugin(string script) => new(Version, "/bin/sh", ["-c", script], [new("GREETING", "hi")], null);

    private async Task<List<string>> SeenAsync(ExecPlugin plugin, Func<Func<Task>, Task> act, string? rejected = null)
    {
        var seen = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(context =>
        {
            var token = context.Request.Headers.Authorization.ToString();
            lock (seen) seen.Add(token);
            return token == rejected ? context.StatusAsync(401, "Unauthorized") : context.JsonAsync("{}");
        });
        await using var client = server.Client(_clock, user: new UserCredentials { Exec = plugin });
        await act(() => client.GetPathAsync("/x", JsonDecoders.Object, default).InTimeAsync());
        return seen;
    }
}
