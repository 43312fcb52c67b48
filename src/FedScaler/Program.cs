Console.WriteLine("fedscaler");
