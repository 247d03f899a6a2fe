namespace RayNet;

/// <summary>Two processes run different builds of the application, or a build lacks an assembly. The message names the files that differ.</summary>
public sealed class BuildMismatchException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public BuildMismatchException(string message, Exception? innerException = null)
        : base(RayErrorCode.BuildMismatch, message, innerException)
    {
    }
}
