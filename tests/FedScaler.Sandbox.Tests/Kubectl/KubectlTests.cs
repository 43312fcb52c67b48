using System.Diagnostics;
using FedScaler.Kube.Models;
using FedScaler.Sandbox.Hosting;
using FedScaler.Sandbox.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Kubectl;

/// <summary>The real kubectl, where there is one, against the sandbox over TLS.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: main, image: "nginx:1", ports: [{containerPort: 80}]}]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """;

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "kubectl")).FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-kubectl").FullName;
    private SandboxFleet _fleet = null!;

    public async ValueTask InitializeAsync()
    {
        _fleet = await SandboxFleet.StartAsync(new SandboxOptions { Members = [] });
        await _fleet.WriteKubeconfigsAsync(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "web.yaml"), Manifest);
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Kubectl_applies_changes_scales_edits_and_deletes()
    {
        Assert.SkipWhen(Program is null, "kubectl is not on PATH");
        (await RunAsync("apply", "-f", "web.yaml")).ShouldContain("deployment.apps/web created");
        (await RunAsync("apply", "-f", "web.yaml")).ShouldContain("deployment.apps/web unchanged");
        (await RunAsync("get", "deploy,hpa")).ShouldContain("deployment.apps/web");
        (await RunAsync("get", "hpa", "web")).ShouldContain("cpu: <unknown>/80%");
        (await RunAsync("get", "deploy", "web", "-o", "wide")).ShouldContain("app=web");
        (await RunAsync("get", "deploy", "web", "-o", "yaml")).ShouldContain("progressDeadlineSeconds: 600");
        (await RunAsync("describe", "deploy", "web")).ShouldContain("2 desired");
        (await RunAsync("scale", "deploy/web", "--replicas=7")).ShouldContain("scaled");
        (await RunAsync("patch", "deploy", "web", "-p", """{"spec":{"paused":true}}""")).ShouldContain("patched");
        (await RunAsync("edit", "deploy", "web")).ShouldContain("edited");
        var stored = _fleet.Hub.Store.Get(KnownResources.Deployments, new ObjectKey("default", "web")).ShouldNotBeNull();
        stored.At("spec", "replicas").AsInteger().ShouldBe(7);
        stored.At("spec", "template", "spec", "containers")![0]!["image"]!.GetValue<string>().ShouldBe("nginx:2");

        (await RunAsync("delete", "deploy", "web")).ShouldContain("deleted");

        _fleet.Hub.Store.Get(KnownResources.Deployments, new ObjectKey("default", "web")).ShouldBeNull();
    }

    [Fact]
    public async Task Kubectl_creates_without_a_manifest_what_it_sends_as_protobuf()
    {
        Assert.SkipWhen(Program is null, "kubectl is not on PATH");
        (await RunAsync("create", "namespace", "shop")).ShouldContain("namespace/shop created");
        (await RunAsync("create", "secret", "generic", "idc-a", "-n", "shop", "--from-literal=kubeconfig=apiVersion: v1")).ShouldContain("secret/idc-a created");
        (await RunAsync("create", "configmap", "settings", "-n", "shop", "--from-literal=a=ä")).ShouldContain("configmap/settings created");
        (await RunAsync("auth", "can-i", "create", "deployments")).ShouldContain("yes");

        (await RunAsync("get", "secret", "idc-a", "-n", "shop", "-o", "jsonpath={.data.kubeconfig}")).ShouldContain(Convert.ToBase64String("apiVersion: v1"u8));
        (await RunAsync("get", "configmap", "settings", "-n", "shop", "-o", "jsonpath={.data.a}")).ShouldContain("ä");
    }

    [Fact]
    public async Task Kubectl_meets_the_conflict_of_server_side_apply_and_may_force_it()
    {
        Assert.SkipWhen(Program is null, "kubectl is not on PATH");
        await RunAsync("apply", "--server-side", "-f", "web.yaml");
        await RunAsync("scale", "deploy/web", "--replicas=7");

        (await RunAsync("apply", "--server-side", "-f", "web.yaml")).ShouldContain("conflict with \"kubectl\" with subresource \"scale\"");
        (await RunAsync("apply", "--server-side", "--force-conflicts", "-f", "web.yaml")).ShouldContain("serverside-applied");

        _fleet.Hub.Store.Get(KnownResources.Deployments, new ObjectKey("default", "web"))!.At("spec", "replicas").AsInteger().ShouldBe(2);
    }

    [Fact]
    public async Task Kubectl_watches_and_explains()
    {
        Assert.SkipWhen(Program is null, "kubectl is not on PATH");
        await RunAsync("apply", "-f", "web.yaml");
        using var watch = Start("get", "deploy", "-w");
        (await watch.StandardOutput.ReadLineAsync()).ShouldNotBeNull().ShouldStartWith("NAME");
        (await watch.StandardOutput.ReadLineAsync()).ShouldNotBeNull().ShouldContain("0/2");

        await RunAsync("scale", "deploy/web", "--replicas=3");

        (await watch.StandardOutput.ReadLineAsync()).ShouldNotBeNull().ShouldContain("0/3");
        watch.Kill();
        (await RunAsync("explain", "deploy.spec.replicas")).ShouldContain("<integer>");
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program!, ["--kubeconfig", "hub.kubeconfig", "--cache-dir", "cache", .. arguments])
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBE_EDITOR"] = "sed -i s/nginx:1/nginx:2/";
        return Process.Start(start)!;
    }
}
