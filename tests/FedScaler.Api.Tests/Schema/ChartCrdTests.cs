using FedScaler.Api.Schema;
using FedScaler.Kube.Json;
using Shouldly;
using Xunit;

namespace FedScaler.Api.Tests.Schema;

public sealed class ChartCrdTests
{
    /// <summary><c>make crds</c> writes them anew; so does this test where FEDSCALER_UPDATE_CRDS is 1.</summary>
    [Fact]
    public void The_charts_CRDs_are_those_of_the_types()
    {
        var folder = RepositoryFiles.Path("charts", "fedscaler", "crds");
        if (Environment.GetEnvironmentVariable("FEDSCALER_UPDATE_CRDS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in CrdYaml.Files()) File.WriteAllText(Path.Combine(folder, name), text);
        }

        var written = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

        written.Keys.Order().ShouldBe(CrdYaml.Files().Keys.Order());
        foreach (var (name, text) in CrdYaml.Files()) written[name].ShouldBe(text, $"{name} is out of date: run `make crds`");
    }

    [Fact]
    public void The_YAML_says_what_the_JSON_says()
    {
        var read = YamlJson.ParseAll(CrdYaml.Render());

        read.Select(crd => crd.ToJsonString()).ShouldBe(CrdGenerator.All().Select(crd => crd.ToJsonString()));
    }
}
