using FedScaler.Api.Validation;

namespace FedScaler.Plan;

/// <summary>There is nothing to plan; the message says what would mend it, a line for each fault.</summary>
internal sealed class PlanRefusedException(string message) : Exception(message)
{
    public PlanRefusedException(IEnumerable<FieldError> errors)
        : this(string.Join(Environment.NewLine, errors))
    {
    }
}
