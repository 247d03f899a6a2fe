namespace RayNet.Tests;

[Actor]
internal sealed class MatrixActor
{
    public int MakeNumber() => 7;

    public double[] MakeArray(int length) => Filled(length);

    public string UseNumber(int value) => Matrix.UseNumber(value);

    public string UseArray(double[] values) => Describe(values);

    public string UseNumbers(List<ObjectRef<int>> values) => UseNumber(Ray.Get(values[0]));

    public string UseArrays(List<ObjectRef<double[]>> values) => UseArray(Ray.Get(values[0]));

    internal static double[] Filled(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, 0.5);
        return values;
    }

    internal static string Describe(double[] values) => $"{values.GetType().Name} {values.Length} {values.Sum()}";
}
