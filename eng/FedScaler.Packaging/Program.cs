using FedScaler.Packaging.Chart;
using FedScaler.Packaging.Sbom;

// What is shipped beside the program, made from its sources: run from the root of the checkout, by the Makefile.
switch (args)
{
    case ["chart"]:
        await ChartFiles.DescribeAsync("charts/fedscaler");
        return 0;
    case ["sbom", var project, var file]:
        await File.WriteAllTextAsync(file, CycloneDx.Write(await RestoredProject.ReadAsync(project)));
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: chart | sbom PROJECT_FOLDER FILE");
        return 2;
}
