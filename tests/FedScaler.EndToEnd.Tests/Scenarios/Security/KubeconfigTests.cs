namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>A kubeconfig may make the service run, read and reach nothing (Flux CVE-2022-24817 was such a one).</summary>
public sealed class KubeconfigTests : FleetTest
{
    [Fact]
    public async Task A_program_named_by_a_kubeconfig_is_never_run()
    {
        var folder = Directory.CreateTempSubdirectory("fedscaler-canary-");
        try
        {
            var (canary, program) = (Path.Combine(folder.FullName, "canary"), Path.Combine(folder.FullName, "plugin.sh"));
            await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{canary}'\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var fleet = await StartSandboxAsync();

            await fleet.RegisterAsync(Untrusted.Kubeconfig(
                fleet.Sandbox.Servers["idc-a"].Server.Address.ToString(),
                user: $$"""{token: sesame, exec: {apiVersion: client.authentication.k8s.io/v1, command: "{{program}}", interactiveMode: Never} }"""));
            var message = await fleet.UntilRefusedAsync("KubeconfigRefused");
            await fleet.StepAsync(120);

            message.ShouldContain("users[u].user.exec");
            message.ShouldContain("would run a program on the hub");
            message.ShouldNotContain("sesame");
            File.Exists(canary).ShouldBeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00:ec2::254]")]
    [InlineData("https://[::ffff:169.254.169.254]")]
    [InlineData("https://2852039166")]
    [InlineData("https://100.100.100.200")]
    [InlineData("http://10.0.0.1")]
    [InlineData("https://me:sesame@10.0.0.1")]
    [InlineData("file:///etc/passwd")]
    public async Task An_address_that_is_nobodys_member_is_refused_by_its_field(string server)
    {
        var fleet = await StartSandboxAsync();
        await fleet.RegisterAsync(Untrusted.Kubeconfig(server));

        var message = await fleet.UntilRefusedAsync("KubeconfigRefused");

        message.ShouldContain("clusters[c].cluster.server");
        message.ShouldNotContain("sesame");
    }
}
