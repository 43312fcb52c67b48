using FedScaler.Api.FedHpas;
using FedScaler.Api.Json;
using FedScaler.Api.Validation;

namespace FedScaler.Plan;

/// <summary>A FedHPA that somebody wrote into a file.</summary>
internal static class FedHpaFile
{
    /// <exception cref="PlanRefusedException">It is not a valid FedHPA; the message names every field that is wrong.</exception>
    public static async Task<FedHpa> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var read = StrictReader.ReadYaml(await File.ReadAllTextAsync(path, cancellationToken), ApiJson.Default.FedHpa);
        if (read.Value is not { } resource) throw new PlanRefusedException(read.Errors);
        var errors = FedHpaValidator.Validate(resource.Spec);
        return errors.Count == 0 ? resource : throw new PlanRefusedException(errors);
    }
}
